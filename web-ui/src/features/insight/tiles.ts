import type { MapTile } from '@/api/types'
import { CITIES } from '@/platform/places'
import { CITY_GRID, partOfCity } from '@/platform/regions'

/** What a tile can show. */
export const LAYERS = ['open', 'unmet', 'experts', 'matched'] as const
export type Layer = (typeof LAYERS)[number]

export const COLUMNS = 5
export const ROWS = 4

/** A city or county as it is drawn. */
export interface Drawn {
  readonly code: string
  readonly name: string
  readonly part: 'SOUTH' | 'MIDDLE' | 'NORTH'
  /** Is it a pilot county, or has it one? */
  readonly pilot: boolean
  /** Null where the reader may not know. */
  readonly value: number | null
  /** Its value of the largest of its like, 0 to 1. */
  readonly share: number
}

export interface DrawnCity extends Drawn {
  readonly column: number
  readonly row: number
}

/** What a tile shows in a layer; null where the reader may not know. */
export function valueOf(tile: MapTile | undefined, layer: Layer): number | null {
  if (!tile) return null
  return layer === 'matched' ? tile.matched : tile.counted?.[layer] ?? null
}

function drawn(places: readonly { code: string; name: string }[], part: (name: string) => Drawn['part'], tiles: ReadonlyMap<string, MapTile>, layer: Layer): Drawn[] {
  const values = places.map(({ code }) => valueOf(tiles.get(code), layer))
  const most = Math.max(1, ...values.map((value) => value ?? 0))
  return places.map(({ code, name }, index) => {
    const value = values[index] ?? null
    return { code, name, part: part(name), pilot: tiles.get(code)?.pilot ?? false, value, share: (value ?? 0) / most }
  })
}

const byCode = (tiles: readonly MapTile[]) => new Map(tiles.map((tile) => [tile.code, tile]))
const partOf = (city: string) => partOfCity(city)?.code ?? 'SOUTH'

/** The 13 cities in their places. */
export function citiesOf(tiles: readonly MapTile[], layer: Layer): DrawnCity[] {
  const pilots = new Set(tiles.filter((tile) => tile.pilot).map(({ code }) => `${code.slice(0, 4)}00`))
  return drawn(CITIES, partOf, byCode(tiles), layer).map((city) => {
    const [column, row] = CITY_GRID.get(city.name) ?? [0, 0]
    return { ...city, pilot: pilots.has(city.code), column, row }
  })
}

/** The counties of a city, in the order of their codes. */
export function countiesOf(city: string, tiles: readonly MapTile[], layer: Layer): Drawn[] {
  const whole = CITIES.find(({ code }) => code === city)
  return whole ? drawn(whole.counties, () => partOf(whole.name), byCode(tiles), layer) : []
}

/** 「苏州」 for 「苏州市」; a county keeps its name. */
export const shortName = (name: string) => (name.length > 2 ? name.replace(/市$/, '') : name)
