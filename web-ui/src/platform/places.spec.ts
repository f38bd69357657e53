import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { CITIES, PLACE_NAMES } from './places'

const TREE = '../matcher-core/src/main/resources/org/jiebang/region/regions.csv'

it('knows the places of Jiangsu that the region tree of the server knows', () => {
  const rows = readFileSync(TREE, 'utf8').trim().split('\n').map((line) => line.split(',')).filter(([code]) => code?.startsWith('32'))
  const ours = CITIES.flatMap((city) => [[city.code, city.name, '320000'], ...city.counties.map(({ code, name }) => [code, name, city.code])])
  expect(ours).toEqual(rows.slice(1).map(([code, name, , parent]) => [code, name, parent]))
})

it('names a county with its city', () => {
  expect(PLACE_NAMES).toContain('苏州市昆山市')
  expect(PLACE_NAMES).toContain('南京市')
  expect(new Set(PLACE_NAMES).size).toBe(PLACE_NAMES.length)
})
