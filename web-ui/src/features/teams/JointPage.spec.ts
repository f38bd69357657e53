import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query'
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { beginJointSearch, changeTeamDraft, fetchTeamDrafts } from '@/api/calls'
import { problemOf } from '@/api/problem'
import type { SolverJob, TeamContent, TeamDraft } from '@/api/types'
import JointPage from './JointPage.vue'
import { NEW_TEAM } from './team'

vi.mock('@/api/calls', () => ({
  beginJointSearch: vi.fn(), cancelSolverJob: vi.fn(), changeTeamDraft: vi.fn(), fetchProgrammes: vi.fn(() => Promise.resolve([])),
  fetchSession: vi.fn(() => Promise.resolve({ permissions: { 'team.write': 'own' } })),
  fetchSolverJob: vi.fn(), fetchTeamDrafts: vi.fn(),
}))

const draft = (id: string, more: Partial<TeamContent> = {}, accepted = false): TeamDraft => ({
  id, version: 1, accepted, recordId: null, updatedAt: '2026-01-01T00:00:00Z',
  team: { ...NEW_TEAM, name: `团${id}`, programme: 'kczg', category: 'CT', problems: [`p${id}`], members: [{ id: 'e9', roles: [], fixed: id === '1', residentDays: 0 }], ...more },
})
const team = (name: string, member: string) => ({
  name, optimal: true, value: 0.5, bound: 1, gap: 0, parts: [], coverage: [], trades: [], members: [{ id: member, name: `人${member}`, roles: ['LEADER'], residentDays: 0 }],
})
const job = (proposal: object): SolverJob => ({
  id: 'j', kind: 'TEAMS', state: 'SUCCEEDED', ahead: 0, moments: [], seconds: 0.1, assignment: null, failure: null,
  proposal: { value: 1, bound: 1, gap: 0, conflict: [], overlaps: [], excluded: [], repair: null, adjustment: null, why: null, teams: [], ...proposal },
}) as unknown as SolverJob

let page: VueWrapper
async function settle() {
  for (let turn = 0; turn < 6; turn++) {
    await new Promise((resolve) => { setTimeout(resolve) })
    await flushPromises()
  }
}
async function open() {
  page = mount(JointPage, {
    global: {
      plugins: [createRouter({ history: createMemoryHistory(), routes: [{ path: '/:page(.*)*', component: {} }] }), [VueQueryPlugin, { queryClient: new QueryClient({ defaultOptions: { queries: { retry: false } } }) }]],
      stubs: { ElSkeleton: true },
    },
  })
  await settle()
}
const button = (text: string) => {
  const one = page.findAll('button').find((each) => each.text().startsWith(text))
  if (!one) throw new Error(`There is no button ${text}.`)
  return one
}
async function choose(...places: number[]) {
  for (const place of places) await page.findAll('input[type=checkbox]')[place]?.trigger('change')
  await settle()
}

beforeEach(() => {
  vi.clearAllMocks()
  vi.mocked(fetchTeamDrafts).mockResolvedValue([draft('1'), draft('2'), draft('3', { category: 'X' }), draft('4', {}, true), draft('5', { problems: [] })])
  vi.mocked(beginJointSearch).mockResolvedValue(job({ state: 'OPTIMAL', teams: [team('团1', 'e1'), team('团2', 'e2')] }))
  vi.mocked(changeTeamDraft).mockImplementation((id, content, version) => Promise.resolve({ ...draft(id, content), version: version + 1 }))
})
afterEach(() => { page.unmount() })

describe('several teams together', () => {
  it('offers drafts that can be built, of one category', async () => {
    await open()
    expect(page.findAll('.drafts label').map((one) => one.text())).toEqual(['团1', '团2', '团3'])
    await choose(0)
    expect(page.findAll('input[type=checkbox]').map((one) => one.attributes('disabled') !== undefined)).toEqual([false, false, true])
    expect(button('一起求解').attributes('disabled')).toBeDefined()
    await choose(1)
    expect(button('一起求解').attributes('disabled')).toBeUndefined()
  })

  it('sends each team with who must stay, and writes the teams into their drafts; undo brings back what was', async () => {
    await open()
    await choose(0, 1)
    await button('一起求解').trigger('click')
    await settle()
    expect(vi.mocked(beginJointSearch).mock.calls[0]?.[0]).toMatchObject({
      programme: 'kczg', category: 'CT', teams: [{ name: '团1', problemIds: ['p1'], constraints: { fixed: ['e9'] } }, { name: '团2', constraints: { fixed: [] } }],
    })
    await button('写入全部草稿').trigger('click')
    await settle()
    expect(vi.mocked(changeTeamDraft).mock.calls.map(([id, content, version]) => [id, content.members.map((member) => member.id), version])).toEqual([['1', ['e1'], 1], ['2', ['e2'], 1]])
    expect(page.text()).toContain('已写入 2 个草稿')
    await button('撤销写入').trigger('click')
    await settle()
    expect(vi.mocked(changeTeamDraft).mock.calls.slice(2).map(([id, content, version]) => [id, content.members.map((member) => member.id), version])).toEqual([['1', ['e9'], 2], ['2', ['e9'], 2]])
    expect(page.text()).toContain('草稿已恢复原样')
  })

  it('says what was written when another writer was first, and takes that back', async () => {
    vi.mocked(changeTeamDraft).mockImplementationOnce((id, content) => Promise.resolve({ ...draft(id, content), version: 2 }))
      .mockRejectedValueOnce(problemOf(409, { code: 'CONFLICT', title: '冲突', detail: '这个团刚被别人改过' }))
    await open()
    await choose(0, 1)
    await button('一起求解').trigger('click')
    await settle()
    await button('写入全部草稿').trigger('click')
    await settle()
    expect(page.text()).toMatch(/已写入 1 个草稿.*这个团刚被别人改过/)
    await button('撤销写入').trigger('click')
    await settle()
    expect(changeTeamDraft).toHaveBeenLastCalledWith('1', expect.objectContaining({ members: [expect.objectContaining({ id: 'e9' })] }), 2)
  })

  it('tells what the teams have in common, and sends a repair back to the team that it is for', async () => {
    const both = (text: string) => ({ chinese: text, english: text })
    vi.mocked(beginJointSearch).mockResolvedValueOnce(job({
      state: 'INFEASIBLE', overlaps: [{ found: both('服务内容相似'), remedy: both('改写') }], conflict: [both('人不够')], smallestConflict: true,
      repair: { steps: [both('团2放宽为18')], cheapest: true, adjustments: [{ team: 1, adjustment: { rule: 'size', min: 18, max: 20, dropped: false } }] },
    }))
    await open()
    await choose(0, 1)
    await button('一起求解').trigger('click')
    await settle()
    expect(page.text()).toMatch(/人不够.*服务内容相似/)
    await button('按此调整并重新求解').trigger('click')
    await settle()
    expect(vi.mocked(beginJointSearch).mock.calls[1]?.[0].teams.map((one) => one.constraints.adjustments.length)).toEqual([0, 1])
  })
})
