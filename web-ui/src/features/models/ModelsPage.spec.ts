import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query'
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { chooseModel, fetchModels } from '@/api/calls'
import { problemOf } from '@/api/problem'
import type { ModelVersion } from '@/api/types'
import { useUndo } from '@/platform/undo'
import ModelsPage from './ModelsPage.vue'

vi.mock('@/api/calls', () => ({ chooseModel: vi.fn(), fetchModels: vi.fn() }))

const version = (id: string, more: Partial<ModelVersion>): ModelVersion => ({
  id, kind: 'WEIGHTS', createdAt: '2026-01-01T00:00:00Z', learntFrom: 30, seed: 1, quality: null, compared: null, inUse: false, ...more,
})

let versions: ModelVersion[] = []
let page: VueWrapper

async function settle() {
  for (let turn = 0; turn < 5; turn++) {
    await new Promise((resolve) => { setTimeout(resolve) })
    await flushPromises()
  }
}

async function open() {
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/:page(.*)*', component: {} }] })
  page = mount(ModelsPage, {
    attachTo: document.body,
    global: { plugins: [router, [VueQueryPlugin, { queryClient: new QueryClient() }]], stubs: { transition: true } },
  })
  await settle()
}

const rows = (kind: string) => page.findAll(`[aria-labelledby=models-${kind}] tbody tr`)

beforeEach(() => {
  vi.mocked(fetchModels).mockReset().mockImplementation(() => Promise.resolve(versions))
  vi.mocked(chooseModel).mockReset().mockImplementation((id) => {
    versions = versions.map((one) => ({ ...one, inUse: one.id === id }))
    return Promise.resolve()
  })
})
afterEach(() => {
  page.unmount()
  document.body.innerHTML = ''
})

describe('versions of what was learnt', () => {
  it('says of each kind where it comes from, how good it is and which is in use', async () => {
    versions = [
      version('w-2', { learntFrom: 50, quality: 0.75, compared: 0.8 }),
      version('c-1', { kind: 'CORPUS', learntFrom: 1090, inUse: true }),
      version('w-1', { quality: 0.8, compared: 0.7, inUse: true }),
    ]
    await open()
    expect(rows('CORPUS')).toHaveLength(1)
    expect(rows('CORPUS')[0]?.text()).toMatch(/1,090 条资料的文本.*不以评价衡量.*在用/)
    expect(rows('CORPUS')[0]?.find('button').exists()).toBe(false)
    expect(rows('WEIGHTS').map((row) => row.text())).toEqual([
      expect.stringMatching(/50 条评价.*排对 75.0%.*少 5.0 个百分点.*未用.*选用/),
      expect.stringMatching(/30 条评价.*排对 80.0%.*多 10.0 个百分点.*在用/),
    ])
  })

  it('says what is used where nothing was learnt', async () => {
    versions = []
    await open()
    expect(page.text()).toContain('还没有从评价学过权重')
    expect(page.findAll('table')).toHaveLength(0)
  })

  async function choose() {
    versions = [version('w-2', { inUse: true }), version('w-1', {})]
    await open()
    await rows('WEIGHTS')[1]?.get('button').trigger('click')
    await settle()
  }
  const offers = () => rows('WEIGHTS').map((row) => row.find('button').exists())

  it('goes back to an earlier version, and takes that back', async () => {
    await choose()
    expect(chooseModel).toHaveBeenCalledWith('w-1')
    expect(offers()).toEqual([true, false])
    expect(useUndo().last.value?.said).toContain('已选用')
    await useUndo().takeBack()
    await settle()
    expect(chooseModel).toHaveBeenLastCalledWith('w-2')
    expect(offers()).toEqual([false, true])
  })

  it('says so where the version could not be taken', async () => {
    vi.mocked(chooseModel).mockRejectedValue(problemOf(503, { code: 'UNAVAILABLE' }))
    useUndo().forget()
    await choose()
    expect(page.get('[role=alert]').text()).toContain('不可用')
    expect(offers()).toEqual([false, true])
    expect(useUndo().last.value).toBeUndefined()
  })
})
