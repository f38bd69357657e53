import { mount } from '@vue/test-utils'
import { afterEach, expect, it, vi } from 'vitest'
import { useKeys } from './keys'

const deed = vi.fn()
const page = () => mount({ setup: () => { useKeys((key) => (key === 'j' || key === 'enter' ? deed : undefined)) }, template: '<input><input type="checkbox"><button />' }, { attachTo: document.body })
const press = (on: Element, key: string, how: KeyboardEventInit = {}) => on.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, ...how }))

afterEach(() => { deed.mockClear() })

it('does what a key stands for wherever the focus is, once', () => {
  const shown = page()
  press(document.body, 'J')
  press(shown.get('[type=checkbox]').element, 'j')
  press(document.body, 'j', { repeat: true })
  press(document.body, 'j', { ctrlKey: true })
  expect(deed).toHaveBeenCalledTimes(2)
  shown.unmount()
  press(document.body, 'j')
  expect(deed).toHaveBeenCalledTimes(2)
})

it('leaves letters to fields and Enter to buttons', () => {
  const shown = page()
  press(shown.get('input').element, 'j')
  press(shown.get('button').element, 'Enter')
  expect(deed).not.toHaveBeenCalled()
  shown.unmount()
})
