import { describe, expect, it } from 'vitest'
import { changedSince, namesFor, outcomeOf, valueOf } from './doubts'

const doubt = { value: '轻工业', now: '轻工业', others: [{ value: '新材料', confidence: 0.2 }, { value: '化工', confidence: 0.1 }] }
const changed = { ...doubt, now: '元宇宙' }

describe('a doubtful value', () => {
  it('is decided by one key', () => {
    expect(['enter', '1', '2', '3', '0', 'x'].map((key) => valueOf(key, doubt))).toEqual(['轻工业', '新材料', '化工', undefined, '', undefined])
  })

  it('that somebody has changed since can only be accepted as it is now', () => {
    expect([changedSince(doubt), changedSince(changed)]).toEqual([false, true])
    expect(['enter', '1', '0'].map((key) => valueOf(key, changed))).toEqual(['元宇宙', undefined, undefined])
  })

  it('is confirmed, corrected, or not stated', () => {
    expect(['轻工业', '化工', ''].map((value) => outcomeOf(doubt, value))).toEqual(['CONFIRMED', 'CORRECTED', 'NOT_STATED'])
  })

  it('that was not stated is filled, or stays blank', () => {
    expect(['化工', ''].map((value) => outcomeOf({ value: '' }, value))).toEqual(['FILLED', 'STAYS_BLANK'])
  })

  it('is chosen from names where its column has them', () => {
    const choices = { fields: ['化工'], segments: ['动力电池·隔膜'], regions: ['苏州市'] }
    expect(['产业领域', '所在地区', '问题解决期限'].map((heading) => namesFor(heading, choices))).toEqual([['化工'], ['苏州市'], []])
  })
})
