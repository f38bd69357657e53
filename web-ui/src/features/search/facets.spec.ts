import { describe, expect, it } from 'vitest'
import type { FacetValue } from '@/api/types'
import { facetTree, regionTree, toggle, toggleInTree, valuesOf, withoutSegmentsOf } from './facets'

const facet = (value: string, parent: string | null = null): FacetValue => ({ value, label: value, count: 1, parent, pilot: false })
const regions = [
  facet('320583', '320500'), facet('320000'), facet('320500', '320000'), facet('320600', '320000'),
  facet('320581', '320500'), facet('310000'), facet('330100', '330000'),
]
const tree = facetTree(regions)

describe('facet tree', () => {
  it('places children below their parent whatever the order, and orphans at the top', () => {
    expect(tree.map((node) => node.facet.value)).toEqual(['320000', '310000', '330100'])
    expect(tree.flatMap(valuesOf)).toEqual(['320000', '320500', '320583', '320581', '320600', '310000', '330100'])
  })

  it('loses no value, even one that names itself as parent', () => {
    expect(facetTree([facet('A', 'A'), facet('B', 'A')]).flatMap(valuesOf)).toEqual(['A', 'B'])
  })

  it('places the cities of Jiangsu below its three parts, in their order, and leaves the rest as it is', () => {
    const city = (value: string, label: string) => ({ ...facet(value, '320000'), label })
    const shown = regionTree([
      facet('320000'), facet('NORTH'), facet('310000'), city('320300', '徐州市'), facet('SOUTH'), city('320500', '苏州市'),
      facet('320583', '320500'), city('320600', '南通市'),
    ])
    // 苏中 is not counted here, so that 南通市 stands by itself.
    expect(shown.map((node) => node.facet.value)).toEqual(['SOUTH', 'NORTH', '310000', '320600'])
    expect(shown[0] && valuesOf(shown[0])).toEqual(['SOUTH', '320500', '320583'])
    expect(shown[1] && valuesOf(shown[1])).toEqual(['NORTH', '320300'])
  })
})

describe('choosing in a tree', () => {
  it('replaces a city by its county and a county by its city', () => {
    expect(toggleInTree(tree, ['320500', '310000'], '320583')).toEqual(['310000', '320583'])
    expect(toggleInTree(tree, ['320583', '320581', '320600'], '320500')).toEqual(['320600', '320500'])
  })

  it('keeps sisters and takes a chosen value away', () => {
    expect(toggleInTree(tree, ['320583'], '320581')).toEqual(['320583', '320581'])
    expect(toggleInTree(tree, ['320583', '320581'], '320583')).toEqual(['320581'])
    expect(toggle(['a'], 'b')).toEqual(['a', 'b'])
    expect(toggle(['a', 'b'], 'a')).toEqual(['b'])
  })

  it('takes a chain away with its own segments only', () => {
    const segments = [facet('C01-01', 'C01'), facet('C02-03', 'C02')]
    expect(withoutSegmentsOf(segments, ['C01-01', 'C02-03'], 'C01')).toEqual(['C02-03'])
  })
})
