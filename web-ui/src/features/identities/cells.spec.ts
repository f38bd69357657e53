import { describe, expect, it } from 'vitest'
import type { IdentityCandidate } from '@/api/types'
import { pairedCells, priorOf, signed } from './cells'

const side = (cells: Record<string, string>) =>
  ({ cells: Object.entries(cells).map(([heading, value]) => ({ heading, value })) }) as unknown as IdentityCandidate['one']

describe('two records side by side', () => {
  it('puts what differs first and leaves out what neither fills', () => {
    const { differing, equal } = pairedCells({
      one: side({ 姓名: '示例甲', 工作单位: '示例大学', 荣誉: '' }),
      other: side({ 姓名: '示例甲', 出生年份: '1970', 荣誉: '' }),
    })
    expect(equal).toEqual([{ heading: '姓名', one: '示例甲', other: '示例甲' }])
    expect(differing).toEqual([
      { heading: '工作单位', one: '示例大学', other: '' },
      { heading: '出生年份', one: '', other: '1970' },
    ])
  })

  it('says what the score rests on before any evidence', () => {
    const evidence = [{ weight: 5.6 }, { weight: -1.7 }] as IdentityCandidate['evidence']
    expect(priorOf({ score: -4.7, evidence })).toBe(-8.6)
  })

  it('writes weights with their sign', () => {
    expect([4.6, -1, 0.04, 0].map(signed)).toEqual(['+4.6', '−1.0', '0.0', '0.0'])
  })
})
