import { describe, expect, it } from 'vitest'
import type { MapTile } from '@/api/types'
import { citiesOf, COLUMNS, countiesOf, ROWS, shortName, valueOf } from './tiles'

const counted = (open: number) => ({ open, unmet: 1, solved: 0, experts: 2 })
const TILES: MapTile[] = [
  { code: '320500', pilot: false, counted: counted(8), matched: 3 },
  { code: '320582', pilot: true, counted: counted(6), matched: 1 },
  { code: '320583', pilot: false, counted: counted(2), matched: 0 },
  { code: '320100', pilot: false, counted: null, matched: 5 },
]

describe('schematic map', () => {
  it('has a place of its own for each of the 13 cities', () => {
    const cities = citiesOf(TILES, 'open')
    expect(cities).toHaveLength(13)
    expect(new Set(cities.map(({ column, row }) => `${String(column)},${String(row)}`)).size).toBe(13)
    expect(cities.every(({ column, row }) => column < COLUMNS && row < ROWS)).toBe(true)
    expect(cities.find(({ name }) => name === '苏州市')).toMatchObject({ column: 4, row: 3, part: 'SOUTH', value: 8, share: 1, pilot: true })
    expect(cities.find(({ name }) => name === '徐州市')).toMatchObject({ column: 0, row: 0, part: 'NORTH', value: null, share: 0, pilot: false })
  })

  it('says nothing of needs elsewhere but knows where matched experts sit', () => {
    expect(valueOf(TILES[3], 'open')).toBeNull()
    expect(valueOf(TILES[3], 'matched')).toBe(5)
    expect(citiesOf(TILES, 'matched').find(({ code }) => code === '320100')).toMatchObject({ value: 5, share: 1 })
  })

  it('opens a city into its counties', () => {
    const counties = countiesOf('320500', TILES, 'open')
    expect(counties.map(({ name }) => name)).toContain('张家港市')
    expect(counties.find(({ code }) => code === '320582')).toMatchObject({ pilot: true, value: 6, share: 1, part: 'SOUTH' })
    expect(counties.find(({ code }) => code === '320583')?.share).toBeCloseTo(1 / 3)
    expect(countiesOf('999999', TILES, 'open')).toEqual([])
  })

  it('shortens names of cities and leaves those of two signs', () => {
    expect(shortName('连云港市')).toBe('连云港')
    expect(shortName('沛县')).toBe('沛县')
  })
})
