import { describe, expect, it } from 'vitest'
import type { StoredList } from '@/api/types'
import { newsOf } from './news'

const list = (...ranks: [number | null, number | null][]): StoredList => ({
  matchedAt: '2026-01-01T00:00:00Z',
  changedAt: '2026-01-01T00:00:00Z',
  entries: ranks.map(([rank, previousRank], place) => ({ id: String(place), title: `T${String(place)}`, rank, previousRank, score: rank === null ? null : 0.5 })),
})

describe('the news of a list', () => {
  it('tells who came, who left and how many rose', () => {
    expect(newsOf(list([1, null], [2, 3], [3, 1], [null, 2]))).toEqual({ came: ['T0'], left: ['T3'], rose: 1 })
  })

  it('is nothing where nobody moved or all are new', () => {
    expect(newsOf(list([1, 1], [2, 2]))).toBeUndefined()
    expect(newsOf(list([1, null], [2, null]))).toBeUndefined()
    expect(newsOf(list())).toBeUndefined()
  })
})
