import type { ProblemDraft } from '@/api/calls'
import type { FacetValue, LibraryRecord } from '@/api/types'
import { CITIES } from '@/platform/places'

/** Codes of places by their full names. */
const PLACES: ReadonlyMap<string, string> = new Map(CITIES.flatMap((city) =>
  [[city.name, city.code] as const, ...city.counties.map((county) => [city.name + county.name, county.code] as const)]))

/** Headings of a problem as the library of problems knows them, in the order of the form. */
export const HEADINGS = [
  '难题问题名称', '所属分类', '产业领域', '产业链环节', '所在地区', '产生背景', '目前进展', '关键难点和挑战', '拟开展合作方式', '预期效益',
  '预计总投入（万元）', '问题解决期限',
] as const
export type Heading = (typeof HEADINGS)[number]

export const CLASSES = ['改造提升传统产业', '培育壮大新兴产业', '布局建设未来产业'] as const

/** What stands in the form. */
export interface Draft {
  readonly cells: Record<Heading, string>
  /** What the problem has besides, as an import wrote it: sent back as it came, for what is not sent is removed. */
  readonly others: Readonly<Record<string, string>>
  confidential: string
}

/** Marks the entries of one cell off from each other. */
const BETWEEN = '；'

export function emptyDraft(): Draft {
  return { cells: Object.fromEntries(HEADINGS.map((heading) => [heading, ''])) as Record<Heading, string>, others: {}, confidential: '' }
}

export function draftOf(record: Pick<LibraryRecord, 'cells' | 'confidential'>): Draft {
  const { cells } = emptyDraft()
  const others: Record<string, string> = {}
  for (const { heading, value } of record.cells) {
    if (isHeading(heading)) cells[heading] = value
    else others[heading] = value
  }
  return { cells, others, confidential: record.confidential ?? '' }
}

export function isHeading(text: string): text is Heading {
  return (HEADINGS as readonly string[]).includes(text)
}

/** What is sent; a confidential part that nobody touched is left as it is. */
export function bodyOf(draft: Draft, saved: Draft): ProblemDraft {
  const confidential = draft.confidential.trim()
  return { cells: { ...draft.others, ...trimmed(draft) }, confidential: confidential === saved.confidential.trim() ? null : confidential }
}

function trimmed({ cells }: Draft): Record<string, string> {
  return Object.fromEntries(HEADINGS.map((heading) => [heading, cells[heading].trim()]))
}

export function isSame(a: Draft, b: Draft): boolean {
  return a.confidential.trim() === b.confidential.trim() && JSON.stringify(trimmed(a)) === JSON.stringify(trimmed(b))
}

/** What the form must say before it can be judged, as the server asks of it (ledger section 11.2). */
const NEEDED: readonly Heading[] = [
  '难题问题名称', '所属分类', '所在地区', '产业领域', '产生背景', '目前进展', '关键难点和挑战', '拟开展合作方式', '预期效益', '预计总投入（万元）', '问题解决期限',
]

export const neededCount = NEEDED.length

/** What the matcher may know of a problem while it is written; what is confidential stays out. */
export function previewOf({ cells }: Draft, segments: ReadonlyMap<string, string>) {
  const region = PLACES.get(cells['所在地区'].trim())
  return {
    title: cells['难题问题名称'].trim(),
    description: [cells['产生背景'], cells['关键难点和挑战']].map((text) => text.trim()).filter((text) => text !== '').join('\n'),
    segments: entriesOf(cells['产业链环节']).flatMap((name) => segments.get(name) ?? []),
    ...(region === undefined ? {} : { region }),
  }
}

/** The headings that must be filled before it is saved, or submitted; in the order of the form. */
export function missing(draft: Draft, submitting: boolean): Heading[] {
  const needed: readonly Heading[] = submitting ? NEEDED : ['难题问题名称']
  return needed.filter((heading) => draft.cells[heading].trim() === '')
}

/** Is it an amount of 万元, or nothing? The server reads more ("1.2亿元"), the form asks for a plain number. */
export function isAmount(text: string): boolean {
  return /^\s*(\d{1,9}(\.\d{1,2})?)?\s*$/.test(text)
}

/** Entries of a cell that holds several, each once. */
export function entriesOf(cell: string): string[] {
  return [...new Set(cell.split(/[；;、，,\n]+/).map((entry) => entry.trim()).filter((entry) => entry !== ''))]
}

export function joinEntries(entries: readonly string[]): string {
  return entries.join(BETWEEN)
}

export interface Suggestions {
  readonly fields: readonly string[]
  readonly segments: readonly string[]
  /** Codes of the segments by these names. */
  readonly codes: ReadonlyMap<string, string>
}

/** Names to choose from, written as the server reads them: "新材料", "动力电池·正极材料". */
export function suggestionsOf(facets: Readonly<Record<string, FacetValue[] | undefined>>): Suggestions {
  const chains = new Map(facets.chain?.map((chain) => [chain.value, chain.label]))
  const codes = new Map((facets.segment ?? []).map((segment) => {
    const chain = chains.get(segment.parent ?? '')
    return [chain === undefined ? segment.label : `${chain}·${segment.label}`, segment.value]
  }))
  return { fields: (facets.field ?? []).map((field) => field.label), segments: [...codes.keys()], codes }
}
