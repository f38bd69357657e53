/** The three customary parts of Jiangsu, with the codes that the API gives them, from south to north. */
export const PARTS = [
  { code: 'SOUTH', name: '苏南', cities: ['南京市', '无锡市', '常州市', '苏州市', '镇江市'] },
  { code: 'MIDDLE', name: '苏中', cities: ['南通市', '扬州市', '泰州市'] },
  { code: 'NORTH', name: '苏北', cities: ['徐州市', '连云港市', '淮安市', '盐城市', '宿迁市'] },
] as const

/** Column and row of each city on schematic maps, from the west and from the north; no borders are drawn. */
export const CITY_GRID: ReadonlyMap<string, readonly [column: number, row: number]> = new Map([
  ['徐州市', [0, 0]], ['连云港市', [2, 0]], ['宿迁市', [1, 1]], ['淮安市', [2, 1]], ['盐城市', [3, 1]], ['扬州市', [1, 2]], ['泰州市', [2, 2]],
  ['南通市', [3, 2]], ['南京市', [0, 3]], ['镇江市', [1, 3]], ['常州市', [2, 3]], ['无锡市', [3, 3]], ['苏州市', [4, 3]],
])

export const HOME = '江苏省'
/** Code of Jiangsu in the region tree. */
export const HOME_CODE = '320000'
/** The provinces of the Yangtze delta. */
export const DELTA: ReadonlySet<string> = new Set(['上海市', HOME, '浙江省', '安徽省'])

export type Part = (typeof PARTS)[number]

const partByCity = new Map<string, Part>(PARTS.flatMap((part) => part.cities.map((city) => [city, part] as const)))

/** Part of the province that a city belongs to; undefined for a place elsewhere. */
export function partOfCity(city: string): Part | undefined {
  return partByCity.get(city)
}

/** The city of Jiangsu that a full name ("苏州市昆山市") begins with. */
export function cityOf(fullName: string): string | undefined {
  return [...partByCity.keys()].find((city) => fullName.startsWith(city))
}
