import type { LocationQuery, LocationQueryRaw, LocationQueryValue } from 'vue-router'
import { isLibraryCode, libraryOf, typeOf } from '@/api/libraries'
import type { SearchParameters } from '@/api/calls'
import type { LibraryCode, RecordType } from '@/api/types'

/** Filters in the order of the panel. Values of one filter are alternatives; different filters narrow. */
export const FILTERS = [
  'field', 'sector', 'chain', 'segment', 'region', 'status', 'industryClass', 'academician', 'ageGroup',
] as const
export type Filter = (typeof FILTERS)[number]

export const SORTS = ['relevance', 'newest', 'title'] as const
export type Sort = (typeof SORTS)[number]

export type Filters = Readonly<Record<Filter, readonly string[]>>

/** Everything that decides what a search shows. The address holds all of it and nothing else does. */
export interface SearchState {
  readonly library: LibraryCode | null
  readonly words: string
  readonly filters: Filters
  readonly sort: Sort
}

/** Filters that only one library knows; elsewhere they would find nothing. */
const ONLY_IN: Partial<Record<Filter, LibraryCode>> = {
  status: 'problems',
  academician: 'experts',
  ageGroup: 'experts',
}

export const NO_FILTERS: Filters = {
  field: [], sector: [], chain: [], segment: [], region: [], status: [], industryClass: [], academician: [], ageGroup: [],
}

export function emptySearch(library: LibraryCode | null = null): SearchState {
  return { library, words: '', filters: NO_FILTERS, sort: 'relevance' }
}

function texts(value: LocationQueryValue | LocationQueryValue[] | undefined): string[] {
  const all = Array.isArray(value) ? value : [value]
  return [...new Set(all.filter((text): text is string => typeof text === 'string' && text !== ''))]
}

/** Reads an address; whatever it does not know it leaves out. */
export function readSearch(library: string, query: LocationQuery): SearchState {
  const [type] = texts(query.type)
  const fromType = LIBRARY_TYPES.has(type ?? '') ? libraryOf(type as RecordType) : null
  const [sort] = texts(query.sort)
  const filters = Object.fromEntries(FILTERS.map((filter) => [filter, texts(query[filter])])) as Record<Filter, string[]>
  return {
    library: isLibraryCode(library) ? library : fromType,
    words: texts(query.q)[0]?.trim() ?? '',
    filters,
    sort: SORTS.find((known) => known === sort) ?? 'relevance',
  }
}

const LIBRARY_TYPES = new Set<string>(['expert', 'problem', 'project', 'society', 'enterprise', 'team'])

/** Writes an address; what is as it starts is left out, so that equal searches have equal addresses. */
export function writeSearch(state: SearchState): { path: string; query: LocationQueryRaw } {
  const query: LocationQueryRaw = {}
  if (state.words !== '') query.q = state.words
  for (const filter of FILTERS) {
    const values = state.filters[filter]
    if (values.length > 0) query[filter] = values.length === 1 ? values[0] : [...values]
  }
  if (state.sort !== 'relevance') query.sort = state.sort
  return { path: `/${state.library ?? 'search'}`, query }
}

/** The same search in another library, without the filters that this library does not know. */
export function inLibrary(state: SearchState, library: LibraryCode | null): SearchState {
  const filters = { ...state.filters }
  for (const filter of FILTERS) {
    const only = ONLY_IN[filter]
    if (only !== undefined && library !== null && library !== only) filters[filter] = []
  }
  return { ...state, library, filters }
}

export function withFilter(state: SearchState, filter: Filter, values: readonly string[]): SearchState {
  return { ...state, filters: { ...state.filters, [filter]: values } }
}

/** Chosen filters in the order of the panel, one entry per chip. */
export function chosenFilters(state: SearchState): { filter: Filter; value: string }[] {
  return FILTERS.flatMap((filter) => state.filters[filter].map((value) => ({ filter, value })))
}

/** The search as the API wants it, without cursor and size. */
export function searchParameters(state: SearchState): SearchParameters {
  const filled = Object.fromEntries(
    Object.entries(state.filters).filter(([, values]) => values.length > 0),
  ) as Partial<Record<Filter, string[]>>
  return {
    ...(state.words === '' ? {} : { q: state.words }),
    ...(state.library === null ? {} : { type: [typeOf(state.library)] }),
    ...filled,
    sort: state.sort,
  }
}
