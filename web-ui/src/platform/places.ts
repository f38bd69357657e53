/** A place of Jiangsu with its code in the region tree. */
export interface Place {
  readonly code: string
  readonly name: string
}

export type City = Place & { readonly counties: readonly Place[] }

/** Codes in the order of the region tree: each city, then its counties. */
const TREE = `
320100南京市 320102玄武区 320104秦淮区 320105建邺区 320106鼓楼区 320111浦口区 320113栖霞区 320114雨花台区 320115江宁区 320116六合区 320117溧水区 320118高淳区
320200无锡市 320205锡山区 320206惠山区 320211滨湖区 320213梁溪区 320214新吴区 320281江阴市 320282宜兴市
320300徐州市 320302鼓楼区 320303云龙区 320305贾汪区 320311泉山区 320312铜山区 320321丰县 320322沛县 320324睢宁县 320381新沂市 320382邳州市
320400常州市 320402天宁区 320404钟楼区 320411新北区 320412武进区 320413金坛区 320481溧阳市
320500苏州市 320505虎丘区 320506吴中区 320507相城区 320508姑苏区 320509吴江区 320581常熟市 320582张家港市 320583昆山市 320585太仓市
320600南通市 320612通州区 320613崇川区 320614海门区 320623如东县 320681启东市 320682如皋市 320685海安市
320700连云港市 320703连云区 320706海州区 320707赣榆区 320722东海县 320723灌云县 320724灌南县
320800淮安市 320803淮安区 320804淮阴区 320812清江浦区 320813洪泽区 320826涟水县 320830盱眙县 320831金湖县
320900盐城市 320902亭湖区 320903盐都区 320904大丰区 320921响水县 320922滨海县 320923阜宁县 320924射阳县 320925建湖县 320981东台市
321000扬州市 321002广陵区 321003邗江区 321012江都区 321023宝应县 321081仪征市 321084高邮市
321100镇江市 321102京口区 321111润州区 321112丹徒区 321181丹阳市 321182扬中市 321183句容市
321200泰州市 321202海陵区 321203高港区 321204姜堰区 321281兴化市 321282靖江市 321283泰兴市
321300宿迁市 321302宿城区 321311宿豫区 321322沭阳县 321323泗阳县 321324泗洪县
`

function place(entry: string): Place {
  return { code: entry.slice(0, 6), name: entry.slice(6) }
}

/** The 13 cities with their counties, cities' districts and county-level cities. */
export const CITIES: readonly City[] = TREE.trim().split('\n').map((line) => {
  const [city = '', ...counties] = line.split(' ')
  return { ...place(city), counties: counties.map(place) }
})

/** Full names as the libraries read them: "苏州市", "苏州市昆山市". */
export const PLACE_NAMES: readonly string[] = CITIES.flatMap((city) => [city.name, ...city.counties.map((county) => city.name + county.name)])
