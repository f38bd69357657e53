import type { PageRules, SourceDraft, SourceView } from '@/api/types'

/** Rules of a source that nobody has described yet. */
export const emptyRules = (): PageRules => ({
  mode: 'ROWS', item: '', link: '', fields: [], content: '', next: '', numbered: '', firstNumber: 1, attachments: false,
})

/** What is edited of a source; version 0 is a new one. */
export function draftOf(source?: SourceView): SourceDraft {
  return source
    ? {
        name: source.name, address: source.address, library: source.library, rules: structuredClone(source.rules), schedule: source.schedule,
        enabled: source.enabled, mostPages: source.mostPages, version: source.version,
      }
    : { name: '', address: '', library: 'problems', rules: emptyRules(), schedule: 'DAILY', enabled: true, mostPages: 500, version: 0 }
}
