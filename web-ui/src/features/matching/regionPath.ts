import { cityOf, DELTA, HOME, partOfCity } from '@/platform/regions'

/** Two places and the nearest place that holds both: from there the tree leads down to either side. */
export interface RegionPath {
  readonly top: string
  readonly from: readonly string[]
  readonly to: readonly string[]
}

/** From the country down to the place that a full name ("苏州市昆山市") says. */
function down(name: string): string[] {
  const city = cityOf(name)
  if (city === undefined) return ['全国', ...(DELTA.has(name) ? ['长三角'] : []), name]
  const county = name.slice(city.length)
  return ['全国', '长三角', HOME, partOfCity(city)?.name ?? '', city, ...(county === '' ? [] : [county])]
}

/** The way up from one place and down to the other. */
export function regionPath(from: string, to: string): RegionPath {
  const here = down(from)
  const there = down(to)
  let shared = 0
  while (shared < here.length && here[shared] === there[shared]) shared++
  return { top: here[shared - 1] ?? '', from: here.slice(shared), to: there.slice(shared) }
}
