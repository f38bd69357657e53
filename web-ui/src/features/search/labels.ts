import { reactive } from 'vue'
import type { Choice, FacetValue, SearchResult } from '@/api/types'
import { useI18n, type MessageKey } from '@/i18n'
import { useNames } from '@/platform/names'
import { HOME_CODE } from '@/platform/regions'
import { FILTERS, type Filter } from './address'

/** Facet values seen so far, and the full names of those that need their parent to be understood. */
const values = reactive(new Map<string, FacetValue>())
const fullNames = reactive(new Map<string, string>())

const keyOf = (filter: Filter, value: string) => `${filter} ${value}`

/** 鼓楼区 stands in two cities, and a segment is read with its chain. */
function fullName(filter: Filter, facet: FacetValue): string | undefined {
  const parent = facet.parent ?? ''
  if (filter === 'region' && parent !== HOME_CODE) return joined(values.get(keyOf('region', parent)), '', facet)
  if (filter === 'segment') return joined(values.get(keyOf('chain', parent)), '·', facet)
  return undefined
}

function joined(parent: FacetValue | undefined, between: string, facet: FacetValue): string | undefined {
  return parent && parent.label + between + facet.label
}

function rememberChoices(filter: Filter, choices: readonly Choice[]) {
  for (const { value, label } of choices) fullNames.set(keyOf(filter, value), label)
}

/** Names of filter values. A chosen value keeps its name even when a result no longer counts it. */
export function useFacetLabels() {
  const { t } = useI18n()
  const { name } = useNames()

  function labelOf(filter: Filter, value: string): string {
    if (filter === 'academician') return t(value === 'true' ? 'facet.academician.true' : 'facet.academician.false')
    const facet = values.get(keyOf(filter, value))
    return name(fullNames.get(keyOf(filter, value)) ?? (facet && fullName(filter, facet)) ?? facet?.label ?? value)
  }

  return {
    labelOf,
    remember(result: SearchResult) {
      for (const filter of FILTERS) {
        for (const facet of result.facets[filter] ?? []) values.set(keyOf(filter, facet.value), facet)
      }
      for (const hit of result.hits) {
        rememberChoices('segment', hit.segments)
        rememberChoices('region', hit.regions)
      }
    },
    isKnown: (filter: Filter, value: string) =>
      filter === 'academician' || values.has(keyOf(filter, value)) || fullNames.has(keyOf(filter, value)),
    /** A value that a result does not count, as a facet of no hits. */
    uncounted(filter: Filter, value: string): FacetValue {
      const seen = values.get(keyOf(filter, value))
      return seen ? { ...seen, count: 0 } : { value, label: labelOf(filter, value), count: 0, parent: null, pilot: false }
    },
    nameOf: (filter: Filter): string => t(`facet.${filter}` as MessageKey),
  }
}
