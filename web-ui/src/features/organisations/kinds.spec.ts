import { describe, expect, it } from 'vitest'
import type { Membership, Session } from '@/api/types'
import { creditCodeOf, isCreditCode, mayClaim } from './kinds'

it.each([
  ['91320505MA1XAMPL0Q', true], ['91320505ma1xampl0q', true], ['9132 0505 MA1X AMPL 0Q', true],
  ['91320505MA1XAMPL0', false], ['91320505MA1XAMPLIQ', false], ['', false],
])('says of the credit code %o: %o', (text, good) => { expect(isCreditCode(text)).toBe(good) })

it('writes a credit code as the server keeps it', () => {
  expect(creditCodeOf(' 9132 0505ma1xampl0q ')).toBe('91320505MA1XAMPL0Q')
})

describe('claiming', () => {
  const session = { acting: { organisationId: 'o-1' } as Membership } as Session

  it('is for one\'s own organisation that has no record yet', () => {
    expect(mayClaim(session, { id: 'o-1', recordId: null })).toBe(true)
    expect(mayClaim(session, { id: 'o-1', recordId: 'r-1' })).toBe(false)
    expect(mayClaim(session, { id: 'o-2', recordId: null })).toBe(false)
    expect(mayClaim(undefined, { id: 'o-1', recordId: null })).toBe(false)
  })
})
