import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query'
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { decideDoubt, fetchDoubtChoices, fetchDoubts, undoDoubt } from '@/api/calls'
import type { Doubt } from '@/api/types'
import { useUndo } from '@/platform/undo'
import DoubtsPage from './DoubtsPage.vue'

vi.mock('@/api/calls', () => ({ decideDoubt: vi.fn(), fetchDoubtChoices: vi.fn(), fetchDoubts: vi.fn(), undoDoubt: vi.fn() }))

const doubt = (id: string, more: Partial<Doubt> = {}): Doubt => ({
  id, recordId: 'r-1', title: '示例难题', heading: '产业领域', value: '轻工业', now: '轻工业', confidence: 0.53,
  passage: { text: '木撑变形', marks: [{ start: 0, end: 1 }] }, others: [{ value: '新材料', confidence: 0.2 }], learnt: [],
  source: '示例来源', address: 'https://example.com/1', row: 0, file: null, readAt: '2026-01-01T00:00:00Z', decided: null, ...more,
})

/** What waits on the server. */
let waiting: Doubt[] = []
let page: VueWrapper | undefined

async function settle() {
  for (let turn = 0; turn < 5; turn++) {
    await new Promise((resolve) => { setTimeout(resolve) })
    await flushPromises()
  }
}

async function press(key: string) {
  document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
  await settle()
}

beforeEach(async () => {
  waiting = [doubt('d-1'), doubt('d-2', { title: '第二条' }), doubt('d-3', { title: '改过的', now: '元宇宙' })]
  vi.mocked(fetchDoubts).mockReset().mockImplementation(() =>
    Promise.resolve({ counts: [{ heading: '产业领域', kind: 'READ', open: waiting.length }, { heading: '产业领域', kind: 'UNSTATED', open: 7 }], doubts: [...waiting], more: false }))
  vi.mocked(fetchDoubtChoices).mockReset().mockResolvedValue({ fields: ['轻工业', '新材料', '化工'], segments: [], regions: [] })
  vi.mocked(decideDoubt).mockReset().mockImplementation((id, value) => {
    const decided = waiting.find((one) => one.id === id)
    if (!decided) throw new Error(`No ${id}`)
    waiting = waiting.filter((one) => one.id !== id)
    return Promise.resolve({ ...decided, now: value, decided: value })
  })
  vi.mocked(undoDoubt).mockReset().mockImplementation((id) => {
    waiting = [doubt(id), ...waiting]
    return Promise.resolve(doubt(id))
  })
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/:page(.*)*', component: {} }] })
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  page = mount(DoubtsPage, { attachTo: document.body, global: { plugins: [router, [VueQueryPlugin, { queryClient }]], stubs: { elSkeleton: true } } })
  await settle()
})

afterEach(() => {
  page?.unmount()
  useUndo().forget()
})

describe('the queue of doubtful fields', () => {
  it('confirms with Enter, shows the next, and takes the last one back', async () => {
    expect(page?.find('mark').text()).toBe('木')
    await press('Enter')
    expect(decideDoubt).toHaveBeenCalledWith('d-1', '轻工业')
    expect(page?.find('h2').text()).toBe('第二条')
    expect(useUndo().last.value?.said).toContain('轻工业')
    await press('z')
    expect(undoDoubt).toHaveBeenCalledWith('d-1')
    expect(page?.find('h2').text()).toBe('示例难题')
  })

  it('corrects with a number and empties with 0', async () => {
    await press('1')
    await press('0')
    expect(vi.mocked(decideDoubt).mock.calls).toEqual([['d-1', '新材料'], ['d-2', '']])
  })

  it('writes another value only if the column knows it', async () => {
    await page?.find('#doubt-value').setValue('没有的')
    await page?.find('form').trigger('submit')
    expect(decideDoubt).not.toHaveBeenCalled()
    expect(page?.find('[role="alert"]').exists()).toBe(true)
    await page?.find('#doubt-value').setValue('化工')
    await page?.find('form').trigger('submit')
    await settle()
    expect(decideDoubt).toHaveBeenCalledWith('d-1', '化工')
  })

  it('asks what a file left blank, shows its row, and fills a guess with one key', async () => {
    waiting = [doubt('d-9', { value: '', now: '', source: null, address: '', row: 12, file: '需求.xlsx' })]
    await page?.find('select[name="kind"]').setValue('UNSTATED')
    await settle()
    expect(vi.mocked(fetchDoubts).mock.lastCall).toEqual(['', 'UNSTATED', 'LEAST_SURE', 0])
    expect(page?.find('select[name="kind"]').text()).toContain('未写明 (7)')
    expect(page?.find('.origin').text()).toContain('来自文件 需求.xlsx 第 12 行')
    expect(page?.find('.origin a').exists()).toBe(false)
    expect(page?.findAll('.actions button').map((button) => button.text())).not.toContain('正确')
    await press('1')
    expect(decideDoubt).toHaveBeenCalledWith('d-9', '新材料')
    expect(useUndo().last.value?.said).toContain('已填为“新材料”')
  })

  it('accepts only the value of now where somebody has changed it since', async () => {
    await press('j')
    await press('j')
    expect(page?.text()).toContain('元宇宙')
    await press('1')
    expect(decideDoubt).not.toHaveBeenCalled()
    await press('Enter')
    expect(decideDoubt).toHaveBeenCalledWith('d-3', '元宇宙')
  })
})
