import { describe, expect, it } from 'vitest'
import type { Subscription } from '@/api/types'
import { emptySearch, writeSearch } from '@/features/search/address'
import { keptSearch, readKept, sameSearch, wantedOf } from './searches'

const search = { ...emptySearch('problems'), words: '焊接 "钛合金"', filters: { ...emptySearch().filters, region: ['320500', '320100'] } }

describe('a kept search', () => {
  it('is read as it was written', () => {
    expect(readKept(keptSearch(search))).toEqual(search)
    expect(writeSearch(readKept(keptSearch(search)))).toEqual(writeSearch(search))
  })

  it('is the same in whatever order its parameters stand', () => {
    expect(sameSearch(keptSearch(search), 'q=%E7%84%8A%E6%8E%A5+%22%E9%92%9B%E5%90%88%E9%87%91%22&region=320100&region=320500&type=problem')).toBe(true)
    expect(sameSearch(keptSearch(search), keptSearch({ ...search, words: '焊接' }))).toBe(false)
  })

  it('leaves out the order of the hits', () => {
    expect(keptSearch({ ...search, sort: 'newest' })).toBe(keptSearch(search))
  })
})

describe('a subscription made again', () => {
  const gone = { id: '1', feed: false, threshold: 0, library: null, recordId: null, search: null, place: null, placeName: null, title: null }
  const of = (one: object) => wantedOf({ ...gone, ...one } as unknown as Subscription)

  it('asks for the same as before', () => {
    expect(of({ kind: 'SEARCH', search: 'q=x' })).toEqual({ kind: 'SEARCH', search: 'q=x' })
    expect(of({ kind: 'PLACE', place: '320582' })).toEqual({ kind: 'PLACE', place: '320582' })
    expect(of({ kind: 'MATCHES', library: 'problems', recordId: 'p' })).toEqual({ kind: 'MATCHES', library: 'problems', recordId: 'p' })
  })

  it('is not, where its record is gone', () => {
    expect(of({ kind: 'MATCHES' })).toBeUndefined()
    expect(of({ kind: 'SEARCH' })).toBeUndefined()
  })
})
