/** The three customary parts of Jiangsu, with the codes that the API gives them, from south to north. */
export const PARTS = [
  { code: 'SOUTH', name: '苏南', cities: ['南京市', '无锡市', '常州市', '苏州市', '镇江市'] },
  { code: 'MIDDLE', name: '苏中', cities: ['南通市', '扬州市', '泰州市'] },
  { code: 'NORTH', name: '苏北', cities: ['徐州市', '连云港市', '淮安市', '盐城市', '宿迁市'] },
] as const

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
