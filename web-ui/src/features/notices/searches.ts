import { emptySearch, FILTERS, type Filter, type SearchState } from '@/features/search/address'
import type { Wanted } from '@/api/calls'
import { libraryOf, typeOf } from '@/api/libraries'
import type { RecordType, Subscription } from '@/api/types'

/** A search as a subscription keeps it: parameters in order, each value once, as the server writes them. */
export function keptSearch(search: SearchState): string {
  const pairs: [string, string][] = []
  if (search.words !== '') pairs.push(['q', search.words])
  if (search.library !== null) pairs.push(['type', typeOf(search.library)])
  for (const filter of FILTERS) for (const value of search.filters[filter]) pairs.push([filter, value])
  return new URLSearchParams(pairs).toString()
}

/** Do two kept searches ask for the same? */
export function sameSearch(one: string, other: string): boolean {
  const sorted = (search: string) => {
    const parameters = new URLSearchParams(search)
    parameters.sort()
    return [...parameters].map(([name, value]) => `${name}=${value}`).sort().join('&')
  }
  return sorted(one) === sorted(other)
}

/** The search that was kept. */
export function readKept(search: string): SearchState {
  const parameters = new URLSearchParams(search)
  const type = parameters.get('type')
  return {
    ...emptySearch(type === null ? null : libraryOf(type as RecordType)),
    words: parameters.get('q') ?? '',
    filters: Object.fromEntries(FILTERS.map((filter) => [filter, parameters.getAll(filter)])) as Record<Filter, string[]>,
  }
}

/** What a subscription was made of, to make it again; nothing where its record is gone. */
export function wantedOf({ kind, library, recordId, search, place }: Subscription): Wanted | undefined {
  if (kind === 'SEARCH') return search === null ? undefined : { kind, search }
  if (kind === 'PLACE') return place === null ? undefined : { kind, place }
  return library === null || recordId === null ? undefined : { kind, library, recordId }
}
