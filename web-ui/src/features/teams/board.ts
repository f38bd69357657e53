import type { PlaceShare, PlacedTeam, TeamBoard } from '@/api/types'
import { CITY_GRID, partOfCity, type Part } from '@/platform/regions'

export interface Tile {
  readonly share: PlaceShare
  /** From 1; undefined for what is no city, which stands in a row below. */
  readonly column: number | undefined
  readonly row: number | undefined
  readonly part: Part['code'] | undefined
}

/** Shares as tiles of a map where they are cities, in the order of the rule else. */
export function tilesOf(shares: readonly PlaceShare[]): Tile[] {
  return shares.map((share) => {
    const city = `${share.share}市`
    const [column, row] = CITY_GRID.get(city) ?? []
    if (column === undefined || row === undefined) return { share, column, row, part: undefined }
    return { share, column: column + 1, row: row + 1, part: partOfCity(city)?.code }
  })
}

export type Filling = 'missing' | 'full' | 'over'

export function fillingOf(share: Pick<PlaceShare, 'missing' | 'over'>): Filling {
  if (share.over > 0) return 'over'
  return share.missing > 0 ? 'missing' : 'full'
}

/** The place that a team has on the board, and the share; null where it has none. */
export function placeOf(board: TeamBoard, id: string): { team: PlacedTeam; share: string | null } | undefined {
  for (const share of board.shares) {
    const team = share.teams.find((one) => one.id === id)
    if (team) return { team, share: share.share }
  }
  const team = board.unplaced.find((one) => one.id === id)
  return team && { team, share: null }
}

/** Teams without a place, those first that work in a share which has room, then by name. */
export function waiting(board: TeamBoard, words: string): PlacedTeam[] {
  const room = new Set(board.shares.filter((share) => share.missing > 0).map((share) => share.share))
  const wanted = words.trim()
  return board.unplaced
    .filter((team) => wanted === '' || team.name.includes(wanted) || team.society.includes(wanted))
    .map((team) => ({ team, first: team.suggested !== null && room.has(team.suggested) }))
    .sort((one, other) => Number(other.first) - Number(one.first))
    .map(({ team }) => team)
}
