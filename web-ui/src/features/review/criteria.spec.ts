import { describe, expect, it } from 'vitest'
import { draftOf, freeId, isComplete, moved, sumOf } from './criteria'

const line = (id: string, weight: number, most = 10) => ({ id, chinese: '需求', english: '', weight, most })

describe('the criteria of a score sheet', () => {
  it('are complete when their weights make 100 and every line is named', () => {
    expect(isComplete([line('A', 60), line('B', 40)])).toBe(true)
    expect(isComplete([line('A', 60), line('B', 39)])).toBe(false)
    expect(isComplete([line('A', 100), line('B', 0)])).toBe(false)
    expect(isComplete([{ ...line('A', 100), chinese: ' ' }])).toBe(false)
    expect(isComplete([line('A', 100, 0.5)])).toBe(false)
    expect(isComplete([line('A', '' as unknown as number)])).toBe(false)
    expect(isComplete([])).toBe(false)
    expect(sumOf([line('A', 60), line('B', Number.NaN)])).toBe(60)
  })

  it('keep their order until one is moved, and stay at the ends', () => {
    const lines = [line('A', 50), line('B', 30), line('C', 20)]
    expect(moved(lines, 2, -1).map(({ id }) => id)).toEqual(['A', 'C', 'B'])
    expect(moved(lines, 0, 1).map(({ id }) => id)).toEqual(['B', 'A', 'C'])
    expect(moved(lines, 0, -1)).toEqual(lines)
    expect(moved(lines, 2, 1)).toEqual(lines)
  })

  it('get an id that no other has', () => {
    expect(freeId([])).toBe('OWN_A')
    expect(freeId([line('OWN_A', 50), line('OWN_C', 50)])).toBe('OWN_B')
  })

  it('are drafted as they stand', () => {
    expect(draftOf([{ id: 'A', name: { chinese: '需求', english: 'Need' }, weight: 60, most: 10 }])).toEqual([{ id: 'A', chinese: '需求', english: 'Need', weight: 60, most: 10 }])
  })
})
