import { beforeEach, describe, expect, it, vi } from 'vitest'
import { useUndo } from './undo'

const { last, state, failure, offer, takeBack, forget } = useUndo()

beforeEach(forget)

describe('taking a step back', () => {
  it('takes back the latest step, once', async () => {
    const first = vi.fn(() => Promise.resolve())
    const second = vi.fn(() => Promise.resolve())
    offer('一', first)
    offer('二', second)
    expect(last.value?.said).toBe('二')
    await Promise.all([takeBack(), takeBack()])
    await takeBack()
    expect(first).not.toHaveBeenCalled()
    expect(second).toHaveBeenCalledTimes(1)
    expect(state.value).toBe('UNDONE')
  })

  it('says why it could not, and tries again', async () => {
    const undo = vi.fn().mockRejectedValueOnce(new Error('busy')).mockResolvedValueOnce(undefined)
    offer('一', undo)
    await takeBack()
    expect(state.value).toBe('FAILED')
    expect(failure.value).toEqual(new Error('busy'))
    await takeBack()
    expect(state.value).toBe('UNDONE')
    expect(failure.value).toBeUndefined()
  })

  it('does not speak of a step when another was taken meanwhile', async () => {
    let fail: (error: Error) => void = () => undefined
    offer('一', () => new Promise((_done, refuse) => { fail = refuse }))
    const back = takeBack()
    offer('二', () => Promise.resolve())
    fail(new Error('late'))
    await back
    expect(last.value?.said).toBe('二')
    expect(state.value).toBe('DONE')
  })

  it('has nothing to take back at first', async () => {
    await takeBack()
    expect(state.value).toBe('NONE')
  })
})
