import { describe, expect, it } from 'vitest'
import { useHistory } from './history'

describe('a value with its past', () => {
  it('takes changes back one by one', () => {
    const history = useHistory('a')
    expect(history.canUndo.value).toBe(false)
    history.change('b')
    history.change('c')
    expect(history.now.value).toBe('c')
    history.undo()
    expect(history.now.value).toBe('b')
    history.undo()
    history.undo()
    expect(history.now.value).toBe('a')
    expect(history.canUndo.value).toBe(false)
  })

  it('counts no change that is none, and forgets the past when it begins anew', () => {
    const history = useHistory('a')
    history.change('a')
    expect(history.canUndo.value).toBe(false)
    history.change('b')
    history.reset('z')
    expect(history.canUndo.value).toBe(false)
    expect(history.now.value).toBe('z')
  })

  it('remembers fifty steps', () => {
    const history = useHistory(0)
    for (let step = 1; step <= 80; step++) history.change(step)
    for (let step = 0; step < 80; step++) history.undo()
    expect(history.now.value).toBe(30)
  })
})
