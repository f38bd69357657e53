import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query'
import { flushPromises, mount } from '@vue/test-utils'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { fetchCoverage } from '@/api/calls'
import type { Coverage, LibraryRecord, Match } from '@/api/types'
import CoverageBlock from './CoverageBlock.vue'

vi.mock('@/api/calls', () => ({ fetchCoverage: vi.fn() }))
const asked = vi.mocked(fetchCoverage)

async function show(answer: Coverage[], record = { id: 'p', type: 'problem' }, match = { id: 'e', type: 'expert' }) {
  asked.mockResolvedValue(answer)
  return mounted(record, match)
}

async function mounted(record = { id: 'p', type: 'problem' }, match = { id: 'e', type: 'expert' }) {
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/:page(.*)*', component: {} }] })
  const block = mount(CoverageBlock, {
    props: { record: record as LibraryRecord, match: match as Match },
    global: { plugins: [router, [VueQueryPlugin, { queryClient }]] },
  })
  await flushPromises()
  return block
}

beforeEach(() => { asked.mockReset() })

describe('elements of a problem against the other record', () => {
  it('says of each whether it is named, and what is said there', async () => {
    const block = await show([
      { kind: 'MATERIAL', text: '隔膜', level: 'MET', offered: '隔膜' },
      { kind: 'PERFORMANCE', text: '循环寿命≥3000次', level: 'OUTSIDE', offered: '循环寿命2000次' },
      { kind: 'PRODUCT', text: '电芯', level: 'ABSENT', offered: null },
    ])
    const told = block.findAll('section > ul > li').map((line) => line.text())
    expect(told).toHaveLength(2)
    expect(told[0]).toMatch(/材料.*隔膜.*写到了$/)
    expect(told[1]).toMatch(/循环寿命≥3000次.*未达要求.*循环寿命2000次/)
    expect(block.get('details').text()).toMatch(/没有写到的 1 项.*电芯/)
    expect(block.get('details').attributes('open')).toBeUndefined()
  })

  it('shows what is not named at once where nothing is', async () => {
    const block = await show([{ kind: 'PRODUCT', text: '电芯', level: 'ABSENT', offered: null }])
    expect(block.get('details').attributes('open')).toBeDefined()
  })

  it('is not there where a problem names nothing', async () => {
    expect((await show([])).find('section').exists()).toBe(false)
  })

  it('says that it could not be read, and reads it again when asked to', async () => {
    asked.mockRejectedValueOnce(new Error('away'))
    const block = await mounted()
    await vi.waitFor(() => { expect(block.find('[role=alert]').exists()).toBe(true) })
    asked.mockResolvedValue([{ kind: 'PRODUCT', text: '电芯', level: 'MET', offered: '电芯' }])
    await block.get('[role=alert] button').trigger('click')
    await vi.waitFor(() => { expect(block.text()).toContain('电芯') })
    expect(block.find('[role=alert]').exists()).toBe(false)
  })

  it('asks for the same pair from either side', async () => {
    await show([], { id: 'e', type: 'expert' }, { id: 'p', type: 'problem' })
    expect(asked.mock.calls[0]?.[0]).toEqual({ problem: 'p', library: 'experts', supply: 'e' })
  })
})
