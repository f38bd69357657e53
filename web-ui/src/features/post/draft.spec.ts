import { describe, expect, it } from 'vitest'
import type { FacetValue } from '@/api/types'
import { bodyOf, draftOf, emptyDraft, entriesOf, HEADINGS, isAmount, isSame, missing, suggestionsOf } from './draft'

const facet = (value: string, label: string, parent: string | null = null): FacetValue => ({ value, label, parent, count: 1, pilot: false })

describe('draft of a problem', () => {
  it('takes the cells of the form from a record and leaves the others alone', () => {
    const draft = draftOf({
      cells: [{ heading: '难题问题名称', value: '高盐废水' }, { heading: '提出单位', value: '某公司' }, { heading: '产生背景', value: '一\n二' }],
      confidential: null,
    })
    expect(draft.cells['难题问题名称']).toBe('高盐废水')
    expect(draft.cells['产生背景']).toBe('一\n二')
    expect(draft.confidential).toBe('')
    expect(Object.keys(draft.cells)).toEqual([...HEADINGS])
  })

  it('sends every heading, without outer blanks, and no empty confidential part', () => {
    const draft = emptyDraft()
    draft.cells['难题问题名称'] = ' 高盐废水 '
    draft.confidential = ' \n'
    expect(bodyOf(draft).cells).toMatchObject({ 难题问题名称: '高盐废水', 预期效益: '' })
    expect(bodyOf(draft).confidential).toBeNull()
    draft.confidential = '配方\n'
    expect(bodyOf(draft).confidential).toBe('配方')
  })

  it('is the same until something of weight differs', () => {
    const a = emptyDraft()
    const b = emptyDraft()
    b.cells['产生背景'] = '  '
    expect(isSame(a, b)).toBe(true)
    b.confidential = '配方'
    expect(isSame(a, b)).toBe(false)
  })

  it('needs a name to be saved, and the difficulty as well to be published', () => {
    const draft = emptyDraft()
    expect(missing(draft, false)).toEqual(['难题问题名称'])
    expect(missing(draft, true)).toEqual(['难题问题名称', '关键难点和挑战'])
    draft.cells['难题问题名称'] = '高盐废水'
    expect(missing(draft, false)).toEqual([])
    expect(missing(draft, true)).toEqual(['关键难点和挑战'])
  })
})

it.each([['', true], ['500', true], [' 12.5 ', true], ['1,000', false], ['五百', false], ['-3', false], ['12.345', false]])(
  'says of the amount %o: %o', (text, good) => { expect(isAmount(text)).toBe(good) },
)

it('reads the entries of a cell, each once', () => {
  expect(entriesOf('光伏·硅片切割；动力电池·正极材料; 光伏·硅片切割、')).toEqual(['光伏·硅片切割', '动力电池·正极材料'])
})

it('names segments with their chain and counties with their city', () => {
  const suggestions = suggestionsOf({
    chain: [facet('c1', '动力电池')],
    segment: [facet('s1', '正极材料', 'c1'), facet('s2', '其他环节')],
    region: [facet('320583', '昆山市', '320500'), facet('320000', '江苏省'), facet('320500', '苏州市', '320000')],
  })
  expect(suggestions['产业链环节']).toEqual(['动力电池·正极材料', '其他环节'])
  expect(suggestions['所在地区']).toEqual(['苏州市', '苏州市昆山市'])
  expect(suggestions['产业领域']).toEqual([])
})
