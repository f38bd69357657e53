import type { components } from './schema'

type Schemas = components['schemas']

/** The API document leaves every field optional, while the server always writes all of them. */
type Complete<T> = T extends (infer E)[]
  ? Complete<E>[]
  : T extends object
    ? { [K in keyof T]-?: Complete<NonNullable<T[K]>> }
    : T

/** Says more about some fields than the API document does: which may be null, and which words they can hold. */
type Refined<S extends keyof Schemas, More extends Partial<Record<keyof Schemas[S], unknown>>> =
  Omit<Complete<Schemas[S]>, keyof More> & More

export type RecordType = 'expert' | 'problem' | 'project' | 'society' | 'enterprise' | 'team'
export type LibraryCode = 'experts' | 'problems' | 'projects' | 'societies' | 'enterprises' | 'teams'

export type Choice = Complete<Schemas['Choice']>
export type Hit = Refined<'Hit', { type: RecordType; status: Choice | null }>
export type FacetValue = Refined<'FacetCount', { parent: string | null }>
export type Facets = Readonly<Record<string, FacetValue[] | undefined>>
export type SearchResult = Refined<'SearchAnswer', { hits: Hit[]; facets: Facets; next: string | null }>
export type Suggestion = Refined<'Suggestion', { type: RecordType; id: string | null }>
export type LibrarySummary = Refined<'LibrarySummary', { code: LibraryCode; type: RecordType }>
export type Cell = Complete<Schemas['CellView']>
export type LibraryRecord = Refined<'RecordView', { type: RecordType; library: LibraryCode }>
export type Part = Complete<Schemas['PartView']>
export type Match = Refined<'MatchView', { type: RecordType; parts: Part[] }>
export type ImportError = Complete<Schemas['RowError']>
export type ImportJob = Refined<'ImportJob', {
  library: LibraryCode
  /** Null until the rows are counted. */
  total: number | null
  failure: Complete<Schemas['Failure']> | null
  finishedAt: string | null
}>
