import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query'
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createMemoryHistory, createRouter, RouterView } from 'vue-router'
import { acceptAllocation, beginAllocation, fetchAllocation, fetchAllocations, fetchHits, saveAllocation, undoAllocation } from '@/api/calls'
import { problemOf } from '@/api/problem'
import type { Allocation, Assignment, SolverJob } from '@/api/types'
import AssignmentPage from './AssignmentPage.vue'

vi.mock('@/api/calls', () => ({
  acceptAllocation: vi.fn(), beginAllocation: vi.fn(), cancelSolverJob: vi.fn(), fetchAllocation: vi.fn(), fetchAllocations: vi.fn(), fetchHits: vi.fn(),
  fetchSession: vi.fn(() => Promise.resolve({ permissions: { 'team.write': 'own' } })), fetchSolverJob: vi.fn(), removeAllocation: vi.fn(), saveAllocation: vi.fn(), undoAllocation: vi.fn(),
}))

const found: Assignment = {
  state: 'OPTIMAL', target: 'experts', objective: 1.3, bound: 1.3, gap: 0, worst: 0.4, pairs: 120, seconds: 0.1, shortages: [], missing: [],
  problems: [{ id: 'p1', title: '难题一', by: [{ id: 'e1', title: '甲', score: 0.9 }, { id: 'e2', title: '乙', score: 0.4 }] }],
  loads: [{ id: 'e1', title: '甲', load: 1, most: 2 }],
}
const job = (assignment: Assignment): SolverJob =>
  ({ id: 'j', kind: 'ALLOCATION', state: 'SUCCEEDED', ahead: 0, moments: [], seconds: 0.1, proposal: null, assignment, failure: null }) as unknown as SolverJob
const saved = (version: number, accepted: boolean): Allocation => ({
  id: 'a1', name: '第一批', target: 'experts', version, accepted, updatedAt: '2026-01-01T00:00:00Z',
  pairs: [{ problem: 'p1', problemTitle: '难题一', supply: 'e1', supplyTitle: '甲', score: 0.9 }],
})

let page: VueWrapper

async function settle() {
  for (let turn = 0; turn < 8; turn++) {
    await new Promise((resolve) => { setTimeout(resolve, 40) })
    await flushPromises()
  }
}
async function open(address = '/teams/assignment') {
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/teams/assignment', component: AssignmentPage }, { path: '/:page(.*)*', component: {} }] })
  await router.push(address)
  page = mount(RouterView, {
    attachTo: document.body,
    global: { plugins: [router, [VueQueryPlugin, { queryClient: new QueryClient({ defaultOptions: { queries: { retry: false } } }) }]], stubs: { ElSkeleton: true } },
  })
  await settle()
}
const button = (text: string) => {
  const one = page.findAll('button').find((each) => each.text().startsWith(text))
  if (!one) throw new Error(`There is no button ${text}.`)
  return one
}

beforeEach(() => {
  vi.clearAllMocks()
  vi.mocked(fetchAllocations).mockResolvedValue([])
  vi.mocked(fetchHits).mockResolvedValue({ total: 240, hits: [{ id: 'p1', title: '难题一' }, { id: 'p2', title: '难题二' }] } as never)
  vi.mocked(beginAllocation).mockResolvedValue(job(found))
})
afterEach(() => {
  page.unmount()
  document.body.innerHTML = ''
})

describe('the assignment of problems', () => {
  it('takes all problems that are found, solves, and shows who serves which with the proof', async () => {
    await open()
    expect(button('求解分派').attributes('disabled')).toBeDefined()
    await button('加入检索到的 2 条').trigger('click')
    await page.get('#assignment-load').setValue('4')
    await button('求解分派').trigger('click')
    await settle()
    expect(vi.mocked(beginAllocation).mock.calls[0]?.[0]).toEqual({
      problemIds: ['p1', 'p2'], target: 'experts', demand: 3, demands: {}, maxLoad: 4, fair: false, timeLimitSeconds: 30,
    })
    expect(page.get('.middle').text()).toMatch(/120 对中已证明最优.*130\.0.*难题一.*甲 90.*乙 40/)
  })

  it('saves what was found and opens it', async () => {
    vi.mocked(saveAllocation).mockResolvedValue(saved(0, false))
    vi.mocked(fetchAllocation).mockResolvedValue(saved(0, false))
    await open()
    await button('加入检索到的').trigger('click')
    await button('求解分派').trigger('click')
    await settle()
    await page.get('#assignment-name').setValue(' 第一批 ')
    await page.get('form').trigger('submit')
    await settle()
    expect(saveAllocation).toHaveBeenCalledWith('j', '第一批')
    expect(page.get('h3').text()).toBe('第一批')
  })

  it('lowers what cannot be had, drops who can get nobody, and solves again', async () => {
    vi.mocked(beginAllocation).mockResolvedValueOnce(job({
      ...found, state: 'IMPOSSIBLE', problems: [], loads: [], shortages: [{ sentence: { chinese: '共需要 6 人次', english: '' }, problems: [], suppliers: [], needed: 6, available: 2 }],
      missing: [{ id: 'p1', title: '难题一', wanted: 3, possible: 2 }, { id: 'p2', title: '难题二', wanted: 3, possible: 0 }],
    }))
    await open()
    await button('加入检索到的').trigger('click')
    await button('求解分派').trigger('click')
    await settle()
    expect(page.get('.middle').text()).toMatch(/共需要 6 人次.*难题一：需要 3，可满足 2/)
    await button('按可满足的数重新求解').trigger('click')
    await settle()
    expect(vi.mocked(beginAllocation).mock.calls[1]?.[0]).toMatchObject({ problemIds: ['p1'], demands: { p1: 2 } })
    expect(page.get('.wishes').text()).toContain('有 1 条难题的需要数已调整')
  })

  it('accepts with the version that was seen, says why it cannot, and takes it back', async () => {
    vi.mocked(fetchAllocation).mockResolvedValue(saved(3, false))
    vi.mocked(fetchAllocations).mockResolvedValue([{ ...saved(3, false), pairs: [] }])
    vi.mocked(acceptAllocation).mockRejectedValueOnce(problemOf(409, { code: 'CONFLICT', title: '冲突', detail: '任务会超过可承担数：甲' })).mockResolvedValue(saved(4, true))
    vi.mocked(undoAllocation).mockResolvedValue(saved(5, false))
    await open('/teams/assignment?saved=a1')
    await button('接受').trigger('click')
    await settle()
    expect(page.text()).toContain('任务会超过可承担数：甲')
    await button('接受').trigger('click')
    await settle()
    expect(acceptAllocation).toHaveBeenLastCalledWith('a1', 3)
    await button('撤销接受').trigger('click')
    await settle()
    expect(undoAllocation).toHaveBeenCalledWith('a1', 4)
  })
})
