import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import MarkedText from './MarkedText.vue'
import { findWords, piecesOf, wholeWords } from './marks'

const shown = (text: string, ranges: { start: number; end: number }[]) =>
  piecesOf(text, ranges).map((piece) => (piece.marked ? `[${piece.text}]` : piece.text)).join('')

describe('pieces of a marked text', () => {
  it('cuts at the ranges', () => {
    expect(shown('高镍正极材料', [{ start: 0, end: 2 }, { start: 4, end: 6 }])).toBe('[高镍]正极[材料]')
    expect(shown('高镍正极材料', [])).toBe('高镍正极材料')
    expect(piecesOf('', [{ start: 0, end: 3 }])).toEqual([])
  })

  it('joins ranges that overlap or touch, in any order', () => {
    expect(shown('abcdefgh', [{ start: 4, end: 6 }, { start: 1, end: 3 }, { start: 2, end: 4 }])).toBe('a[bcdef]gh')
    expect(piecesOf('abcd', [{ start: 0, end: 4 }, { start: 1, end: 2 }])).toEqual([{ text: 'abcd', marked: true }])
  })

  it('never loses or repeats a character, whatever the ranges', () => {
    const text = '残碱控制与浆料凝胶抑制'
    for (let start = -3; start < 14; start++) {
      for (let end = -3; end < 16; end++) {
        expect(piecesOf(text, [{ start, end }, { start: 2, end: 5 }]).map((piece) => piece.text).join('')).toBe(text)
      }
    }
  })
})

describe('finding words', () => {
  it('finds every place, ignoring case and width', () => {
    expect(shown('SiC器件与ＳｉＣ衬底', findWords('SiC器件与ＳｉＣ衬底', ['sic']))).toBe('[SiC]器件与[ＳｉＣ]衬底')
    expect(findWords('界面态界面态', ['界面态'])).toHaveLength(2)
  })

  it('takes a Latin word only whole', () => {
    expect(findWords('controlled LED', ['led'])).toEqual([{ start: 11, end: 14 }])
    expect(findWords('5G与15GHz', ['5g'])).toEqual([{ start: 0, end: 2 }])
  })

  it('finds nothing for blank words', () => {
    expect(findWords('任何文字', ['', ' '])).toEqual([])
  })
})

it('leaves out words that are pieces of other words', () => {
  expect(wholeWords(['减速', '减速器', '回差', '谐波减速器', '回差'])).toEqual(['回差', '谐波减速器', '回差'])
})

describe('marked text on the page', () => {
  it('shows markup as text and marks as marks', () => {
    const page = mount(MarkedText, { props: { text: '<b>残碱</b>控制', marks: [{ start: 3, end: 5 }] } })
    expect(page.text()).toBe('<b>残碱</b>控制')
    expect(page.findAll('mark').map((mark) => mark.text())).toEqual(['残碱'])
    expect(page.find('b').exists()).toBe(false)
  })
})
