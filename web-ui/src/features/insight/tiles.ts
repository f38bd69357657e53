import type { MapTile } from '@/api/types'
import { CITIES } from '@/platform/places'
import { PARTS } from '@/platform/regions'

/** What a tile can show. */
export const LAYERS = ['open', 'unmet', 'experts', 'matched'] as const
export type Layer = (typeof LAYERS)[number]

/** Column and row of each city on the schematic map, from the west and from the north; no borders are drawn. */
const GRID: Readonly<Record<string, readonly [column: number, row: number]>> = {
  320300: [0, 0], 320700: [2, 0], 321300: [1, 1], 320800: [2, 1], 320900: [3, 1], 321000: [1, 2], 321200: [2, 2], 320600: [3, 2],
  320100: [0, 3], 321100: [1, 3], 320400: [2, 3], 320200: [3, 3], 320500: [4, 3],
}

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
const partOf = (city: string) => PARTS.find(({ cities }) => (cities as readonly string[]).includes(city))?.code ?? 'SOUTH'

/** The 13 cities in their places. */
export function citiesOf(tiles: readonly MapTile[], layer: Layer): DrawnCity[] {
  const pilots = new Set(tiles.filter((tile) => tile.pilot).map(({ code }) => `${code.slice(0, 4)}00`))
  return drawn(CITIES, partOf, byCode(tiles), layer).map((city) => {
    const [column, row] = GRID[city.code] ?? [0, 0]
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
