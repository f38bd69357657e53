import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query'
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createMemoryHistory, createRouter, RouterView, type Router } from 'vue-router'
import {
  acceptTeamDraft, beginTeamSearch, changeTeamDraft, checkTeamDraft, createTeamDraft, fetchMatches, fetchProgramme, fetchProgrammes, fetchRecord,
  fetchTeamDraft, fetchTeamDrafts, undoTeamDraft,
} from '@/api/calls'
import { problemOf } from '@/api/problem'
import type { SolverJob, TeamCheck, TeamContent, TeamDraft } from '@/api/types'
import { NEW_TEAM } from './team'
import WorkbenchPage from './WorkbenchPage.vue'

vi.mock('@/api/calls', () => ({
  acceptTeamDraft: vi.fn(), beginTeamSearch: vi.fn(), cancelSolverJob: vi.fn(), changeTeamDraft: vi.fn(), checkTeamDraft: vi.fn(), createTeamDraft: vi.fn(),
  fetchHits: vi.fn(), fetchMatches: vi.fn(), fetchProgramme: vi.fn(), fetchProgrammes: vi.fn(), fetchRecord: vi.fn(),
  fetchSession: vi.fn(() => Promise.resolve({ permissions: {} })), fetchSolverJob: vi.fn(),
  fetchTeamDraft: vi.fn(), fetchTeamDrafts: vi.fn(), undoTeamDraft: vi.fn(),
}))

const both = (text: string) => ({ chinese: text, english: text })
const check = (state: string): TeamCheck => ({
  programme: 'kczg', version: 0, category: 'CT', asOf: '2024-05-20', state,
  violations: state === 'BLOCKED'
    ? [{
        rule: 'CT-24', also: [], name: both('协同创新组织'), kind: 'COMPOSITION', strength: 'HARD', code: 'too-few', asked: both(''),
        found: both('要求不少于1，现有0'), remedy: both('再增加1'), reason: '', quote: '协同创新组织1-2个', document: '', section: '',
      }]
    : [],
  met: [], unknown: [], members: [], gone: [], chains: [], regions: [],
}) as unknown as TeamCheck
const draft = (team: TeamContent, version: number, accepted = false): TeamDraft =>
  ({ id: 'd1', team, version, accepted, recordId: accepted ? 'r1' : null, updatedAt: '2026-01-01T00:00:00Z' })
const team: TeamContent = { ...NEW_TEAM, name: '测试团', programme: 'kczg', category: 'CT', problems: ['p1'], members: [{ id: 'e1', roles: [], fixed: false, residentDays: 0 }] }

let page: VueWrapper
let router: Router
let state = 'ACCEPTED'

async function settle(pause = 0) {
  for (let turn = 0; turn < 6; turn++) {
    await new Promise((resolve) => { setTimeout(resolve, pause) })
    await flushPromises()
  }
}

async function open(address: string) {
  router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/teams/workbench', component: WorkbenchPage }, { path: '/:page(.*)*', component: {} }],
  })
  await router.push(address)
  page = mount(RouterView, {
    attachTo: document.body,
    global: { plugins: [router, [VueQueryPlugin, { queryClient: new QueryClient({ defaultOptions: { queries: { retry: false } } }) }]], stubs: { ElSkeleton: true } },
  })
  await settle(60)
}

const button = (text: string) => {
  const found = page.findAll('button').find((one) => one.text().startsWith(text))
  if (!found) throw new Error(`There is no button ${text}.`)
  return found
}
const sent = () => vi.mocked(checkTeamDraft).mock.calls.at(-1)?.[1].members.map((member) => member.id)

beforeEach(() => {
  state = 'ACCEPTED'
  vi.clearAllMocks()
  vi.mocked(fetchProgrammes).mockResolvedValue([{ id: 'other', year: 2024, name: both('其他') }, { id: 'kczg', year: 2024, name: both('服务团') }] as never)
  vi.mocked(fetchProgramme).mockResolvedValue({
    id: 'kczg', rules: [{ kind: 'COMPOSITION', categories: ['CT'] }], categories: [{ id: 'X', name: both('别的') }, { id: 'CT', name: both('团') }],
  } as never)
  vi.mocked(fetchTeamDrafts).mockResolvedValue([])
  vi.mocked(fetchTeamDraft).mockResolvedValue(draft(team, 3))
  vi.mocked(fetchRecord).mockResolvedValue({ title: '一条难题' } as never)
  vi.mocked(fetchMatches).mockResolvedValue([
    { id: 'e1', title: '甲', labels: [], parts: [] }, { id: 'e2', title: '乙', labels: [], parts: [] },
  ] as never)
  vi.mocked(checkTeamDraft).mockImplementation(() => Promise.resolve(check(state)))
  vi.mocked(changeTeamDraft).mockImplementation((...sent) => Promise.resolve(draft(sent[1], sent[2] + 1)))
  vi.mocked(createTeamDraft).mockImplementation((made) => Promise.resolve(draft(made, 1)))
  vi.mocked(acceptTeamDraft).mockImplementation((...sent) => Promise.resolve(draft(team, sent[1] + 1, true)))
  vi.mocked(undoTeamDraft).mockImplementation((...sent) => Promise.resolve(draft(team, sent[1] + 1)))
})
afterEach(() => {
  page.unmount()
  document.body.innerHTML = ''
})

describe('the team workbench', () => {
  it('begins with a programme that speaks of teams, and its category that does', async () => {
    await open('/teams/workbench')
    expect((page.get('#team-programme').element as HTMLSelectElement).value).toBe('kczg')
    expect(page.findAll('#team-category option').map((one) => one.text())).toEqual(['团'])
    expect(vi.mocked(checkTeamDraft).mock.calls.at(-1)?.[1]).toMatchObject({ programme: 'kczg', category: 'CT', members: [] })
    expect(button('接受方案').attributes('disabled')).toBeDefined()
  })

  it('checks again whenever somebody comes or goes, and takes a change back', async () => {
    await open('/teams/workbench?draft=d1')
    expect(sent()).toEqual(['e1'])
    expect(page.findAll('.candidates li')).toHaveLength(1)
    await button('加入').trigger('click')
    await settle(60)
    expect(sent()).toEqual(['e1', 'e2'])
    await button('撤销').trigger('click')
    await settle(60)
    expect(sent()).toEqual(['e1'])
    await button('移出').trigger('click')
    await settle(60)
    expect(sent()).toEqual([])
  })

  it('takes who is dropped on the members', async () => {
    await open('/teams/workbench?draft=d1')
    const data = { types: ['application/x-jiebang-id'], getData: () => 'e2' }
    await page.get('.members').trigger('drop', { dataTransfer: data })
    await settle(60)
    expect(sent()).toEqual(['e1', 'e2'])
    await page.get('.candidates').trigger('drop', { dataTransfer: { ...data, getData: () => 'e1' } })
    await settle(60)
    expect(sent()).toEqual(['e2'])
  })

  it('saves what was changed before it is accepted, and undoes the acceptance', async () => {
    await open('/teams/workbench?draft=d1')
    await button('加入').trigger('click')
    await button('接受方案').trigger('click')
    await settle(20)
    expect(changeTeamDraft).toHaveBeenCalledWith('d1', expect.objectContaining({ name: '测试团' }), 3)
    expect(acceptTeamDraft).toHaveBeenCalledWith('d1', 4)
    expect(page.get('.outcome').text()).toContain('已接受')
    expect(page.findAll('.members button')).toHaveLength(0)
    await button('撤销接受').trigger('click')
    await settle(20)
    expect(undoTeamDraft).toHaveBeenCalledWith('d1', 5)
    expect(button('接受方案').attributes('disabled')).toBeUndefined()
  })

  it('lets nothing be accepted against a hard rule, and says which and how to mend it', async () => {
    state = 'BLOCKED'
    await open('/teams/workbench?draft=d1')
    expect(page.get('.outcome').text()).toMatch(/不能接受：1 条不符合.*要求不少于1，现有0.*再增加1.*协同创新组织1-2个/)
    expect(button('接受方案').attributes('disabled')).toBeDefined()
  })

  it('keeps what was changed when another writer was first', async () => {
    vi.mocked(changeTeamDraft).mockRejectedValue(problemOf(409, { code: 'CONFLICT', title: '冲突', detail: '这个团刚被别人改过' }))
    await open('/teams/workbench?draft=d1')
    await button('加入').trigger('click')
    await button('保存草稿').trigger('click')
    await settle(60)
    expect(page.get('.outcome').text()).toContain('这个团刚被别人改过')
    expect(sent()).toEqual(['e1', 'e2'])
  })

  it('asks for the fewest changes when somebody declines, and adopts them', async () => {
    const proposal = {
      state: 'OPTIMAL', value: 0.5, bound: 0.5, gap: 0, conflict: [], overlaps: [], repair: null, adjustment: null, why: null,
      teams: [{ name: '', optimal: true, value: 0.5, bound: 0.5, gap: 0, parts: [], coverage: [], trades: [], members: [{ id: 'e2', name: '乙', roles: ['LEADER'], residentDays: 0 }] }],
    }
    vi.mocked(beginTeamSearch).mockResolvedValue({ id: 'j', kind: 'TEAM', state: 'SUCCEEDED', ahead: 0, moments: [], seconds: 0.2, proposal, assignment: null, failure: null } as unknown as SolverJob)
    await open('/teams/workbench?draft=d1')
    await button('本人婉拒').trigger('click')
    await settle(20)
    expect(vi.mocked(beginTeamSearch).mock.calls[0]?.[0]).toMatchObject({ problemIds: ['p1'], refusal: { members: ['e1'], refused: ['e1'] } })
    expect(page.get('.proposals').text()).toMatch(/离开 1 人：甲.*加入 1 人：乙/)
    await button('采用这个方案').trigger('click')
    await settle(60)
    expect(vi.mocked(checkTeamDraft).mock.calls.at(-1)?.[1]).toMatchObject({ members: [{ id: 'e2', roles: ['LEADER'] }], excluded: ['e1'] })
  })

  it('sends a repair back and says that requirements are relaxed', async () => {
    const none = {
      state: 'INFEASIBLE', value: 0, bound: 0, gap: 0, teams: [], overlaps: [], why: both('不能同时满足'), conflict: [both('成员恰好20人')], smallestConflict: true,
      repair: { steps: [both('把“20”放宽为“18”')], cheapest: true, adjustments: [{ team: 0, adjustment: { rule: 'size', min: 18, max: 20, dropped: false } }] },
      adjustment: null,
    }
    vi.mocked(beginTeamSearch).mockResolvedValue({ id: 'j', kind: 'TEAM', state: 'SUCCEEDED', ahead: 0, moments: [], seconds: 0.2, proposal: none, assignment: null, failure: null } as unknown as SolverJob)
    await open('/teams/workbench?draft=d1')
    await button('求解最优团').trigger('click')
    await settle(20)
    expect(page.get('.builder').text()).toMatch(/成员恰好20人.*把“20”放宽为“18”/)
    await button('按此调整并重新求解').trigger('click')
    await settle(20)
    expect(vi.mocked(beginTeamSearch).mock.calls[1]?.[0].constraints.adjustments).toEqual([{ rule: 'size', min: 18, max: 20, dropped: false }])
    expect(page.get('.wishes').text()).toContain('已按建议放宽 1 条要求')
  })
})
