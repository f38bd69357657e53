import type { LocationQuery, LocationQueryValue } from 'vue-router'
import type { CaseFilter } from '@/api/calls'

/** What can be chosen of cases, by its name in the address. */
export const FACETS = ['city', 'year', 'industryClass'] as const
export type Facet = (typeof FACETS)[number]

/** The cases that an address asks for. */
export interface CaseSearch {
  words: string
  chosen: Readonly<Record<Facet, readonly string[]>>
}

const SOUND: Readonly<Record<Facet, RegExp>> = { city: /^\d{4}$/, year: /^\d{4}$/, industryClass: /^(TRADITIONAL|EMERGING|FUTURE)$/ }
const MOST_WORDS = 100

const textsOf = (value: LocationQueryValue | LocationQueryValue[] | undefined): string[] =>
  [value ?? []].flat().filter((text): text is string => typeof text === 'string')

/** What nobody could have chosen is left out. */
export function readCases(query: LocationQuery): CaseSearch {
  const chosen = (facet: Facet) => [...new Set(textsOf(query[facet]).filter((text) => SOUND[facet].test(text)))]
  return {
    words: (textsOf(query.q)[0] ?? '').trim().slice(0, MOST_WORDS),
    chosen: { city: chosen('city'), year: chosen('year'), industryClass: chosen('industryClass') },
  }
}

export function writeCases({ words, chosen }: CaseSearch): LocationQuery {
  const query: LocationQuery = {}
  if (words.trim() !== '') query.q = words.trim()
  for (const facet of FACETS) if (chosen[facet].length > 0) query[facet] = [...chosen[facet]]
  return query
}

/** As the server is asked. */
export function filterOf({ words, chosen }: CaseSearch): CaseFilter {
  return {
    q: words || undefined,
    city: [...chosen.city],
    year: chosen.year.map(Number),
    industryClass: [...chosen.industryClass] as CaseFilter['industryClass'],
  }
}
