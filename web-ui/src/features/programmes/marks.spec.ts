import { describe, expect, it } from 'vitest'
import { markedLines, pieces, type Mark } from './marks'

const mark = (id: string, from: number, to: number): Mark => ({ kind: 'rule', id, span: { from, to } })

describe('pieces of a notice', () => {
  it('together are the text, whatever is marked', () => {
    const text = '每个学会限报2项，成员不少于8人。'
    const parts = pieces(text, [mark('a', 4, 8), mark('b', 6, 12), mark('c', 100, 200)])
    expect(parts.map((part) => part.text).join('')).toBe(text)
  })

  it('have all marks that cover them', () => {
    const parts = pieces('abcdef', [mark('a', 1, 4), mark('b', 2, 6)])
    expect(parts.map((part) => [part.text, part.marks.map((one) => one.id)])).toEqual([
      ['a', []],
      ['b', ['a']],
      ['cd', ['a', 'b']],
      ['ef', ['b']],
    ])
  })

  it('are the whole text if nothing is marked', () => {
    expect(pieces('abc', [])).toEqual([{ text: 'abc', marks: [] }])
    expect(pieces('', [])).toEqual([])
  })
})

describe('lines with remarks', () => {
  it('carry their heaviest remark; what is said of the whole file stands on none', () => {
    const remark = (line: number, severity: 'ERROR' | 'WARNING' | 'NOTE') => ({ line, severity })
    expect([...markedLines([remark(0, 'ERROR'), remark(3, 'NOTE'), remark(3, 'ERROR'), remark(3, 'WARNING'), remark(7, 'NOTE')])])
      .toEqual([[3, 'ERROR'], [7, 'NOTE']])
  })
})
