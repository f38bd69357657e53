import { describe, expect, it } from 'vitest'
import type { FacetValue } from '@/api/types'
import { bodyOf, draftOf, emptyDraft, entriesOf, HEADINGS, isAmount, isSame, missing, previewOf, suggestionsOf } from './draft'

const facet = (value: string, label: string, parent: string | null = null): FacetValue => ({ value, label, parent, count: 1, pilot: false })

describe('draft of a problem', () => {
  it('takes the cells of the form from a record and sends the others back as they came', () => {
    const draft = draftOf({
      cells: [{ heading: '难题问题名称', value: '高盐废水' }, { heading: '提出单位', value: '某公司' }, { heading: '产生背景', value: '一\n二' }],
      confidential: null,
    })
    expect(draft.cells['难题问题名称']).toBe('高盐废水')
    expect(draft.cells['产生背景']).toBe('一\n二')
    expect(draft.confidential).toBe('')
    expect(Object.keys(draft.cells)).toEqual([...HEADINGS])
    expect(bodyOf(draft, emptyDraft()).cells).toMatchObject({ 提出单位: '某公司', 难题问题名称: '高盐废水' })
  })

  it('sends every heading, without outer blanks', () => {
    const draft = emptyDraft()
    draft.cells['难题问题名称'] = ' 高盐废水 '
    expect(bodyOf(draft, emptyDraft()).cells).toMatchObject({ 难题问题名称: '高盐废水', 预期效益: '' })
  })

  it('sends the confidential part only when it was changed, and a blank to remove it', () => {
    const saved = { ...emptyDraft(), confidential: '配方' }
    expect(bodyOf({ ...emptyDraft(), confidential: '配方\n' }, saved).confidential).toBeNull()
    expect(bodyOf({ ...emptyDraft(), confidential: ' 配方二 ' }, saved).confidential).toBe('配方二')
    expect(bodyOf({ ...emptyDraft(), confidential: ' \n' }, saved).confidential).toBe('')
  })

  it('is the same until something of weight differs', () => {
    const a = emptyDraft()
    const b = emptyDraft()
    b.cells['产生背景'] = '  '
    expect(isSame(a, b)).toBe(true)
    b.confidential = '配方'
    expect(isSame(a, b)).toBe(false)
  })

  it('needs a name to be saved, and all that others judge by to be submitted', () => {
    const draft = emptyDraft()
    expect(missing(draft, false)).toEqual(['难题问题名称'])
    expect(missing(draft, true)).toHaveLength(11)
    draft.cells['难题问题名称'] = '高盐废水'
    expect(missing(draft, false)).toEqual([])
    expect(missing(draft, true)[0]).toBe('所属分类')
    for (const heading of missing(draft, true)) draft.cells[heading] = '有'
    expect(missing(draft, true)).toEqual([])
  })
})

it.each([['', true], ['500', true], [' 12.5 ', true], ['1,000', false], ['五百', false], ['-3', false], ['12.345', false]])(
  'says of the amount %o: %o', (text, good) => { expect(isAmount(text)).toBe(good) },
)

it('reads the entries of a cell, each once', () => {
  expect(entriesOf('光伏·硅片切割；动力电池·正极材料; 光伏·硅片切割、')).toEqual(['光伏·硅片切割', '动力电池·正极材料'])
})

it('names segments with their chain', () => {
  const suggestions = suggestionsOf({ chain: [facet('c1', '动力电池')], segment: [facet('s1', '正极材料', 'c1'), facet('s2', '其他环节')] })
  expect(suggestions).toEqual({ fields: [], segments: ['动力电池·正极材料', '其他环节'], codes: new Map([['动力电池·正极材料', 's1'], ['其他环节', 's2']]) })
})

it('tells the matcher what is public, with the codes of place and segments', () => {
  const draft = emptyDraft()
  Object.assign(draft.cells, {
    难题问题名称: ' 坩埚开裂 ', 产生背景: '烧结时开裂', 关键难点和挑战: '热膨胀匹配', 所在地区: '苏州市张家港市', 产业链环节: '动力电池·正极材料；没有这个环节',
  })
  draft.confidential = '配方'
  expect(previewOf(draft, new Map([['动力电池·正极材料', 'C01-02']]))).toEqual({
    title: '坩埚开裂', description: '烧结时开裂\n热膨胀匹配', segments: ['C01-02'], region: '320582',
  })
  expect(previewOf(emptyDraft(), new Map())).toEqual({ title: '', description: '', segments: [] })
})
