import { describe, expect, it } from 'vitest'
import type { PlacedTeam, PlaceShare, TeamBoard } from '@/api/types'
import { fillingOf, placeOf, tilesOf, waiting } from './board'

const CITIES = ['苏州', '无锡', '常州', '镇江', '南京', '扬州', '泰州', '南通', '徐州', '连云港', '淮安', '盐城', '宿迁']
const team = (id: string, suggested: string | null, name = `团${id}`): PlacedTeam => ({ id, name, society: '某学会', sample: true, version: 0, suggested })
const share = (name: string, quota: number, teams: PlacedTeam[] = []): PlaceShare => ({
  share: name, quota, filled: teams.length, missing: Math.max(0, quota - teams.length), over: Math.max(0, teams.length - quota), teams,
})

describe('the map of cities', () => {
  it('has a tile of its own for each of the thirteen', () => {
    const tiles = tilesOf(CITIES.map((city) => share(city, 6)))
    expect(new Set(tiles.map((tile) => `${tile.column ?? ''},${tile.row ?? ''}`)).size).toBe(13)
    expect(tiles.every((tile) => (tile.column ?? 0) >= 1 && (tile.column ?? 0) <= 5 && (tile.row ?? 0) >= 1 && (tile.row ?? 0) <= 4)).toBe(true)
    expect(tiles.filter((tile) => tile.part === 'SOUTH')).toHaveLength(5)
    expect(tiles.filter((tile) => tile.part === 'MIDDLE')).toHaveLength(3)
    expect(tiles.filter((tile) => tile.part === 'NORTH')).toHaveLength(5)
  })

  it('keeps shares that are no city', () => {
    expect(tilesOf([share('一等', 4)])).toEqual([{ share: share('一等', 4), column: undefined, row: undefined, part: undefined }])
  })

  it('tells missing, full and too many apart', () => {
    expect(fillingOf(share('苏州', 2, [team('1', null)]))).toBe('missing')
    expect(fillingOf(share('苏州', 1, [team('1', null)]))).toBe('full')
    expect(fillingOf(share('苏州', 0, [team('1', null)]))).toBe('over')
  })
})

describe('teams on the board', () => {
  const board = {
    shares: [share('苏州', 1, [team('1', '苏州')]), share('徐州', 6)],
    unplaced: [team('2', null), team('3', '苏州'), team('4', '徐州', '工程机械团')],
  } as unknown as TeamBoard

  it('are found where they stand', () => {
    expect(placeOf(board, '1')?.share).toBe('苏州')
    expect(placeOf(board, '4')?.share).toBeNull()
    expect(placeOf(board, '9')).toBeUndefined()
  })

  it('wait in front where their own city has room', () => {
    expect(waiting(board, '').map((one) => one.id)).toEqual(['4', '2', '3'])
    expect(waiting(board, ' 工程 ').map((one) => one.id)).toEqual(['4'])
    expect(waiting(board, '某学会')).toHaveLength(3)
  })
})
