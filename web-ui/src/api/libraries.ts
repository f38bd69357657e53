import type { LibraryCode, RecordType } from './types'

/** The six libraries in the order of every list, with the type of one record. */
export const LIBRARIES: readonly { code: LibraryCode; type: RecordType }[] = [
  { code: 'experts', type: 'expert' },
  { code: 'problems', type: 'problem' },
  { code: 'projects', type: 'project' },
  { code: 'societies', type: 'society' },
  { code: 'enterprises', type: 'enterprise' },
  { code: 'teams', type: 'team' },
]

const byCode = new Map(LIBRARIES.map((library) => [library.code, library.type]))
const byType = new Map(LIBRARIES.map((library) => [library.type, library.code]))

export function isLibraryCode(text: string): text is LibraryCode {
  return (byCode as Map<string, RecordType>).has(text)
}

export function typeOf(code: LibraryCode): RecordType {
  return byCode.get(code) as RecordType
}

export function libraryOf(type: RecordType): LibraryCode {
  return byType.get(type) as LibraryCode
}

/** Address of a record's page. */
export function recordPath(record: { type: RecordType; id: string }): string {
  return `/${libraryOf(record.type)}/${encodeURIComponent(record.id)}`
}
