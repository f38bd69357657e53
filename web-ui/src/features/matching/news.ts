import type { StoredList } from '@/api/types'

/** What the latest change of a list did. */
export interface News {
  /** Who came in, best first. */
  readonly came: readonly string[]
  readonly left: readonly string[]
  /** How many stand higher than before. */
  readonly rose: number
}

/** Nothing where the list is new as a whole, or nobody moved. */
export function newsOf(list: StoredList): News | undefined {
  const standing = list.entries.filter((entry) => entry.rank !== null)
  const came = standing.filter((entry) => entry.previousRank === null)
  if (came.length === standing.length) return undefined
  const left = list.entries.filter((entry) => entry.rank === null)
  const rose = standing.filter(
    (entry) => entry.rank !== null && entry.previousRank !== null && entry.rank < entry.previousRank).length
  return came.length + left.length + rose === 0
    ? undefined
    : { came: came.map((entry) => entry.title), left: left.map((entry) => entry.title), rose }
}
