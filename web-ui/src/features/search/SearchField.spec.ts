import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { fetchSuggestions } from '@/api/calls'
import type { Suggestion } from '@/api/types'
import { emptySearch } from './address'
import SearchField from './SearchField.vue'

vi.mock('@/api/calls', () => ({ fetchSuggestions: vi.fn() }))
const asked = vi.mocked(fetchSuggestions)

const ring: Suggestion = { text: '碳环', type: 'team', id: 'a/b' }
const word: Suggestion = { text: '碳纤维', type: 'problem', id: null }

async function field() {
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/:page(.*)*', component: {} }] })
  await router.push('/')
  const page = mount(SearchField, {
    props: { search: { ...emptySearch('experts'), filters: { ...emptySearch().filters, region: ['320500'] } } },
    global: { plugins: [router] },
  })
  const input = page.get('input')
  const type = async (text: string) => {
    await input.setValue(text)
    vi.runAllTimers()
    await flushPromises()
  }
  const press = async (key: string) => {
    await input.trigger('keydown', { key })
    await flushPromises()
  }
  return { page, input, router, type, press }
}

beforeEach(() => {
  vi.useFakeTimers()
  asked.mockReset().mockResolvedValue([ring, word])
})
afterEach(() => {
  vi.useRealTimers()
})

describe('search field', () => {
  it('searches for the words and keeps library and filters', async () => {
    const { router, type, press } = await field()
    await type(' 碳 ')
    await press('Enter')
    expect(router.currentRoute.value.fullPath).toBe(`/experts?q=${encodeURIComponent('碳')}&region=320500`)
  })

  it('walks the list with the arrows and opens the marked record', async () => {
    const { page, input, router, type, press } = await field()
    await type('碳')
    expect(page.findAll('[role=option]')).toHaveLength(2)
    expect(input.attributes('aria-activedescendant')).toBeUndefined()
    await press('ArrowDown')
    expect(page.get('[aria-selected=true]').attributes('id')).toBe(input.attributes('aria-activedescendant'))
    expect(page.get('[aria-selected=true]').text()).toContain('碳环')
    await press('Enter')
    expect(router.currentRoute.value.path).toBe('/teams/a%2Fb')
  })

  it('comes back to the field past the end of the list', async () => {
    const { page, type, press } = await field()
    await type('碳')
    await press('ArrowUp')
    expect(page.get('[aria-selected=true]').text()).toContain('碳纤维')
    await press('ArrowDown')
    expect(page.find('[aria-selected=true]').exists()).toBe(false)
  })

  it('searches for a suggestion that is no record', async () => {
    const { page, router, type } = await field()
    await type('碳')
    await page.findAll('[role=option]')[1]?.trigger('click')
    await flushPromises()
    expect(router.currentRoute.value.query.q).toBe('碳纤维')
  })

  it('shows only the answer to the last question', async () => {
    let late: (answer: Suggestion[]) => void = () => undefined
    asked.mockReturnValueOnce(new Promise((resolve) => { late = resolve }))
    const { page, type } = await field()
    await type('碳')
    await type('碳纤')
    late([ring, ring, ring])
    await flushPromises()
    expect(asked).toHaveBeenCalledTimes(2)
    expect(page.findAll('[role=option]')).toHaveLength(2)
  })

  it('closes on Escape and when the answer fails', async () => {
    const { page, type, press } = await field()
    await type('碳')
    await press('Escape')
    expect(page.find('[role=listbox]').exists()).toBe(false)
    asked.mockRejectedValueOnce(new Error('away'))
    await type('碳化')
    expect(page.find('[role=listbox]').exists()).toBe(false)
  })
})
