import { beforeEach, describe, expect, it } from 'vitest'
import { nextAddress, rememberNext, signInAddress, takeNext } from './next'

describe('next address', () => {
  it.each(['/account', '/problems/a%2Fb?target=experts#matches', '/search?q=%E7%A2%B3'])('leads back to %s', (address) => {
    expect(nextAddress(address)).toBe(address)
  })

  it.each([
    'https://elsewhere.example/', '//elsewhere.example/x', '/\\elsewhere.example', '/\t/elsewhere.example', 'javascript:alert(1)', 'account', '',
    '/sign-in', '/sign-in?next=/sign-in', undefined, null, ['/account', '/audit'],
  ])('leads home from %o', (address) => {
    expect(nextAddress(address)).toBe('/')
  })
})

it('leads to the sign-in and back, and says nothing of the first page', () => {
  expect(signInAddress('/account')).toEqual({ path: '/sign-in', query: { next: '/account' } })
  expect(signInAddress('/')).toEqual({ path: '/sign-in', query: {} })
})

describe('address remembered over a sign-in elsewhere', () => {
  beforeEach(() => { sessionStorage.clear() })

  it('is taken once', () => {
    rememberNext('/audit')
    expect(takeNext()).toBe('/audit')
    expect(takeNext()).toBe('/')
  })

  it('is of this site, whoever put it there', () => {
    rememberNext('//elsewhere.example')
    expect(takeNext()).toBe('/')
  })
})
