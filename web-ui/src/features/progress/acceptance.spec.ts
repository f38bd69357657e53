import { beforeEach, describe, expect, it, vi } from 'vitest'
import { fetchProgress, takeStep } from '@/api/calls'
import { problemOf } from '@/api/problem'
import type { Progress } from '@/api/types'
import { useAcceptance } from './acceptance'

vi.mock('@/api/calls', () => ({ fetchProgress: vi.fn(), takeStep: vi.fn() }))

const FOUR = ['a', 'b', 'c', 'd'].map((id) => ({ id, title: `难题${id}` }))

describe('accepting many problems', () => {
  beforeEach(() => {
    vi.mocked(fetchProgress).mockReset().mockImplementation((id) => Promise.resolve({ version: id.charCodeAt(0) } as Progress))
    vi.mocked(takeStep).mockReset().mockResolvedValue({} as Progress)
  })

  it('takes each in its own version, and goes on after one that is refused', async () => {
    vi.mocked(takeStep).mockImplementation((id) => id === 'b'
      ? Promise.reject(problemOf(409, { title: '不能受理', detail: '别人刚刚退回了它。', code: 'CONFLICT' }))
      : Promise.resolve({} as Progress))
    const { state, accept } = useAcceptance()
    await accept(FOUR)
    expect(vi.mocked(takeStep).mock.calls.map(([id, event, version]) => [id, event, version]))
      .toEqual([['a', 'ACCEPT', 97], ['b', 'ACCEPT', 98], ['c', 'ACCEPT', 99], ['d', 'ACCEPT', 100]])
    expect(state).toMatchObject({ running: false, done: 4, accepted: 3, refused: [{ id: 'b', title: '难题b', reason: '别人刚刚退回了它。' }] })
  })

  it('stops after the one it is at', async () => {
    const { state, accept, stop } = useAcceptance()
    vi.mocked(takeStep).mockImplementation(() => {
      stop()
      return Promise.resolve({} as Progress)
    })
    await accept(FOUR)
    expect(state).toMatchObject({ running: false, done: 1, accepted: 1, total: 4 })
  })
})
