import type { Programme, ProgrammeRule, ProgrammeSummary } from '@/api/types'

export interface RuleFilter {
  /** Id of a category; blank for all. */
  category: string
  strength: '' | 'HARD' | 'SOFT'
}

/** A rule without categories speaks of all of them. */
export function shownRules(programme: Pick<Programme, 'rules'>, filter: RuleFilter): ProgrammeRule[] {
  return programme.rules.filter(
    (rule) =>
      (filter.category === '' || rule.categories.length === 0 || rule.categories.includes(filter.category))
      && (filter.strength === '' || rule.strength === filter.strength),
  )
}

/** What a programme is compared with at first: the latest earlier year of its series, else of any. */
export function yearBefore(all: readonly ProgrammeSummary[], programme: Pick<Programme, 'id' | 'series' | 'year'>): string {
  const others = all.filter((other) => other.id !== programme.id)
  const earlier = others.filter((other) => other.year < programme.year).sort((one, another) => another.year - one.year)
  return (earlier.find((other) => other.series === programme.series) ?? earlier[0] ?? others[0])?.id ?? ''
}
