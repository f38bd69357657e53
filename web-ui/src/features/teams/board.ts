import type { PlaceShare, PlacedTeam, TeamBoard } from '@/api/types'

/** Where a city stands on the schematic map: column and row. No borders are drawn. */
const PLACES: Readonly<Record<string, readonly [number, number]>> = {
  徐州: [0, 0], 连云港: [2, 0], 宿迁: [1, 1], 淮安: [2, 1], 盐城: [3, 1], 扬州: [1, 2], 泰州: [2, 2], 南通: [3, 2],
  南京: [0, 3], 镇江: [1, 3], 常州: [2, 3], 无锡: [3, 3], 苏州: [4, 3],
}

const SOUTH: ReadonlySet<string> = new Set(['南京', '镇江', '常州', '无锡', '苏州'])
const MIDDLE: ReadonlySet<string> = new Set(['扬州', '泰州', '南通'])

export type Part = 'south' | 'middle' | 'north'

export interface Tile {
  readonly share: PlaceShare
  /** From 1; undefined for what is no city, which stands in a row below. */
  readonly column: number | undefined
  readonly row: number | undefined
  readonly part: Part | undefined
}

/** Shares as tiles of a map where they are cities, in the order of the rule else. */
export function tilesOf(shares: readonly PlaceShare[]): Tile[] {
  return shares.map((share) => {
    const place = PLACES[share.share]
    if (!place) return { share, column: undefined, row: undefined, part: undefined }
    const part = SOUTH.has(share.share) ? 'south' : MIDDLE.has(share.share) ? 'middle' : 'north'
    return { share, column: place[0] + 1, row: place[1] + 1, part }
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
