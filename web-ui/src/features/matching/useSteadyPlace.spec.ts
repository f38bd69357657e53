import { mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, h, nextTick, ref, useTemplateRef } from 'vue'
import { useSteadyPlace } from './useSteadyPlace'

const HEIGHT = 100
const order = ref<string[]>([])
let page: VueWrapper

/** A list of buttons, each as high as the next. */
const List = defineComponent({
  setup() {
    const list = useTemplateRef<HTMLElement>('list')
    useSteadyPlace(list)
    return () => h('ol', { ref: 'list' }, order.value.map((name) => h('li', { key: name }, h('button', name))))
  },
})

const buttonOf = (name: string) => page.findAll('button').find((button) => button.text() === name)?.element as HTMLElement

beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockImplementation(function (this: HTMLElement) {
    return { top: order.value.indexOf(this.textContent) * HEIGHT } as DOMRect
  })
  order.value = ['a', 'b', 'c']
  document.documentElement.scrollTop = 500
  page = mount(List, { attachTo: document.body })
})
afterEach(() => {
  page.unmount()
  vi.restoreAllMocks()
})

describe('a list whose items change places', () => {
  it.each([
    ['down', 'a', ['b', 'c', 'a'], 500 + 2 * HEIGHT],
    ['up', 'c', ['c', 'a', 'b'], 500 - 2 * HEIGHT],
    ['nowhere', 'a', ['a', 'c', 'b'], 500],
  ])('keeps the keyboard and its place where the item goes %s', async (_where, name, after, scrolled) => {
    buttonOf(name).focus()
    order.value = after
    // The top is measured before the list is laid out anew.
    vi.mocked(HTMLElement.prototype.getBoundingClientRect).mockImplementationOnce(() =>
      ({ top: ['a', 'b', 'c'].indexOf(name) * HEIGHT }) as DOMRect)
    await nextTick()
    expect(page.findAll('button').map((button) => button.text())).toEqual(after)
    expect(document.activeElement).toBe(buttonOf(name))
    expect(document.documentElement.scrollTop).toBe(scrolled)
  })

  it('moves nothing for a reader whose keyboard is elsewhere', async () => {
    order.value = ['c', 'b', 'a']
    await nextTick()
    expect(document.activeElement).toBe(document.body)
    expect(document.documentElement.scrollTop).toBe(500)
  })

  it('lets an item go that is gone', async () => {
    buttonOf('a').focus()
    order.value = ['c', 'b']
    await nextTick()
    expect(document.documentElement.scrollTop).toBe(500)
  })
})
