import { beforeEach, describe, expect, it } from 'vitest'
import { emptyDraft } from './draft'
import { forgetDraft, keepDraft, keptCells } from './keptDraft'

describe('a new problem that waits in the browser', () => {
  beforeEach(() => { localStorage.clear() })

  it('keeps its cells for its owner alone, and never what is confidential', () => {
    const draft = emptyDraft()
    draft.cells['产生背景'] = '坩埚开裂'
    draft.confidential = '配方'
    keepDraft('one', draft)
    expect(keptCells('one')['产生背景']).toBe('坩埚开裂')
    expect(keptCells('other')).toEqual({})
    expect(JSON.stringify({ ...localStorage })).not.toContain('配方')
    forgetDraft('one')
    expect(keptCells('one')).toEqual({})
  })

  it('reads nothing from what is broken', () => {
    localStorage.setItem('jiebang.post.one', '{"产生背景":7,"目前进展":"试过"}')
    expect(keptCells('one')).toEqual({ 目前进展: '试过' })
    localStorage.setItem('jiebang.post.one', '{broken')
    expect(keptCells('one')).toEqual({})
  })
})
