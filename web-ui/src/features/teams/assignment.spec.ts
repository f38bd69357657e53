import { describe, expect, it } from 'vitest'
import { possible, served, without } from './assignment'

describe('problems that are assigned', () => {
  it('leaves out what is there already', () => {
    expect(without([{ id: 'a', title: '甲' }, { id: 'b', title: '乙' }], [{ id: 'a', title: '' }])).toEqual([{ id: 'b', title: '乙' }])
  })

  it('asks for what can be had, and leaves out a problem that can get nobody', () => {
    const missing = [{ id: 'a', title: '甲', wanted: 3, possible: 2 }, { id: 'b', title: '乙', wanted: 3, possible: 0 }]
    expect(possible({ missing }, { a: 3, c: 1 })).toEqual({ demands: { a: 2, c: 1 }, none: ['b'] })
  })

  it('puts the pairs of a problem together in their order', () => {
    const pair = (problem: string, supply: string, score: number) => ({ problem, problemTitle: `题${problem}`, supply, supplyTitle: `人${supply}`, score })
    expect(served([pair('1', 'x', 0.9), pair('2', 'x', 0.5), pair('1', 'y', 0.4)])).toEqual([
      { id: '1', title: '题1', by: [{ id: 'x', title: '人x', score: 0.9 }, { id: 'y', title: '人y', score: 0.4 }] },
      { id: '2', title: '题2', by: [{ id: 'x', title: '人x', score: 0.5 }] },
    ])
  })
})
