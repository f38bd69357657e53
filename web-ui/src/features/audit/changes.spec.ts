import { describe, expect, it } from 'vitest'
import { changes } from './changes'

describe('changes between two states', () => {
  it('names what was changed, added and taken away, and nothing else', () => {
    expect(changes({ state: 'ACTIVE', name: '甲', note: '旧' }, { state: 'DISABLED', name: '甲', reason: '离职' })).toEqual([
      { path: 'state', before: 'ACTIVE', after: 'DISABLED' },
      { path: 'note', before: '旧', after: null },
      { path: 'reason', before: null, after: '离职' },
    ])
  })

  it('goes into what lies within, and reads a list of words as one', () => {
    expect(changes(
      { region: { value: '320500', label: '苏州市' }, scopes: ['search.read'] },
      { region: { value: '320583', label: '苏州市昆山市' }, scopes: ['search.read', 'match.read'] },
    )).toEqual([
      { path: 'region.value', before: '320500', after: '320583' },
      { path: 'region.label', before: '苏州市', after: '苏州市昆山市' },
      { path: 'scopes', before: 'search.read', after: 'search.read、match.read' },
    ])
  })

  it('follows a list of things by their place', () => {
    expect(changes([{ id: 1 }], [{ id: 1 }, { id: 2 }])).toEqual([{ path: '1.id', before: null, after: '2' }])
  })

  it('tells nothing from false, zero and the empty text', () => {
    expect(changes(null, { given: false, count: 0, note: '' })).toEqual([
      { path: 'given', before: null, after: 'false' },
      { path: 'count', before: null, after: '0' },
      { path: 'note', before: null, after: '' },
    ])
    expect(changes({ note: null }, {})).toEqual([])
  })

  it('takes a plain value as the whole', () => {
    expect(changes('DRAFT', 'PUBLISHED')).toEqual([{ path: '', before: 'DRAFT', after: 'PUBLISHED' }])
    expect(changes(undefined, undefined)).toEqual([])
  })
})
