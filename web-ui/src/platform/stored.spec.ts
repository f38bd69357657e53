import { beforeEach, expect, it } from 'vitest'
import { storeChoice, storeChoicesAgain, storedChoice } from './stored'

beforeEach(() => { localStorage.clear() })

it('brings back what the reader chose after the browser emptied its store, and nothing else', () => {
  localStorage.setItem('read', 'b')
  expect(storedChoice('read', ['a', 'b'])).toBe('b')
  expect(storedChoice('never chosen', ['a', 'b'])).toBe('a')
  storeChoice('written', 'x')
  localStorage.setItem('somebody else', 'y')
  localStorage.clear()

  storeChoicesAgain()

  expect({ ...localStorage }).toEqual({ read: 'b', written: 'x' })
})
