import { describe, expect, it } from 'vitest'
import { metroLine } from './metro'
import { regionPath } from './regionPath'

describe('chain path as a metro line', () => {
  it('splits chain and segment, and marks the change of chain', () => {
    expect(metroLine(['动力电池·正极材料', '动力电池·电芯制造', '新型储能·储能电池簇'])).toEqual([
      { chain: '动力电池', segment: '正极材料', change: false },
      { chain: '动力电池', segment: '电芯制造', change: false },
      { chain: '新型储能', segment: '储能电池簇', change: true },
    ])
  })

  it('keeps further dots in the segment and takes a name without a chain as it is', () => {
    expect(metroLine(['集成电路·A·B'])).toEqual([{ chain: '集成电路', segment: 'A·B', change: false }])
    expect(metroLine(['晶圆制造'])).toEqual([{ chain: '', segment: '晶圆制造', change: false }])
  })

  it('stops only once where the path repeats a station, and is empty without a path', () => {
    expect(metroLine(['光伏·硅片切割', '光伏·硅片切割'])).toHaveLength(1)
    expect(metroLine([])).toEqual([])
  })
})

describe('region path', () => {
  it.each([
    ['苏州市昆山市', '苏州市常熟市', '苏州市', ['昆山市'], ['常熟市']],
    ['苏州市昆山市', '苏州市', '苏州市', ['昆山市'], []],
    ['苏州市昆山市', '苏州市昆山市', '昆山市', [], []],
    ['苏州市昆山市', '无锡市', '苏南', ['苏州市', '昆山市'], ['无锡市']],
    ['徐州市鼓楼区', '南京市鼓楼区', '江苏省', ['苏北', '徐州市', '鼓楼区'], ['苏南', '南京市', '鼓楼区']],
    ['南通市如皋市', '上海市', '长三角', ['江苏省', '苏中', '南通市', '如皋市'], ['上海市']],
    ['盐城市', '四川省', '全国', ['长三角', '江苏省', '苏北', '盐城市'], ['四川省']],
    ['四川省', '四川省', '四川省', [], []],
  ])('leads from %s to %s by way of %s', (from, to, top, left, right) => {
    expect(regionPath(from, to)).toEqual({ top, from: left, to: right })
  })
})
