import { describe, expect, it } from 'vitest'
import { filterOf, readCases, writeCases } from './filters'

describe('cases in the address', () => {
  it('come back as they were chosen', () => {
    const search = { words: '坩埚', chosen: { city: ['3205', '3201'], year: ['2026'], industryClass: ['EMERGING'] } }
    expect(readCases(writeCases(search))).toEqual(search)
    expect(filterOf(search)).toEqual({ q: '坩埚', city: ['3205', '3201'], year: [2026], industryClass: ['EMERGING'] })
  })

  it('leave out what nobody could have chosen', () => {
    expect(readCases({ q: ['x'.repeat(200)], city: ['苏州', '3205', '3205'], year: null, industryClass: 'OTHER' })).toEqual({
      words: 'x'.repeat(100), chosen: { city: ['3205'], year: [], industryClass: [] },
    })
    expect(writeCases(readCases({}))).toEqual({})
  })
})
