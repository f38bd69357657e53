import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query'
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { fetchSession, fetchTeamBoard, placeTeam } from '@/api/calls'
import { problemOf } from '@/api/problem'
import type { PlacedTeam, TeamBoard } from '@/api/types'
import { useUndo } from '@/platform/undo'
import AllocationPage from './AllocationPage.vue'

vi.mock('@/api/calls', () => ({ fetchSession: vi.fn(), fetchTeamBoard: vi.fn(), placeTeam: vi.fn() }))

const both = (text: string) => ({ chinese: text, english: text })
const team = (id: string, version: number): PlacedTeam => ({ id, name: `团${id}`, society: '某学会', sample: true, version, suggested: '苏州' })
function board(placed: Record<string, PlacedTeam[]>, unplaced: PlacedTeam[]): TeamBoard {
  const shares = [['苏州', 2], ['徐州', 1]] as const
  return {
    programme: 'enterprise-innovation-2020', version: 0, category: 'S20-7', rule: { rule: 'TEAM-02', name: both('技术经理人团队数') }, asked: both(''),
    quote: '苏州25个', document: '', section: '', by: '设区市', total: 3, placed: Object.values(placed).flat().length,
    shares: shares.map(([share, quota]) => {
      const teams = placed[share] ?? []
      return { share, quota, filled: teams.length, missing: Math.max(0, quota - teams.length), over: Math.max(0, teams.length - quota), teams }
    }),
    unplaced, violations: [],
  } as unknown as TeamBoard
}

let page: VueWrapper
async function settle() {
  for (let turn = 0; turn < 5; turn++) {
    await new Promise((resolve) => { setTimeout(resolve) })
    await flushPromises()
  }
}
async function open(may: 'allow' | 'deny') {
  vi.mocked(fetchSession).mockResolvedValue({ signedIn: true, permissions: { 'team.place': may } } as never)
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/:page(.*)*', component: {} }] })
  page = mount(AllocationPage, {
    attachTo: document.body,
    global: { plugins: [router, [VueQueryPlugin, { queryClient: new QueryClient() }]], stubs: { ElSkeleton: true } },
  })
  await settle()
}
const tile = (city: string) => page.findAll('.tile').find((one) => one.text().startsWith(city))

beforeEach(() => {
  vi.clearAllMocks()
  vi.mocked(fetchTeamBoard).mockResolvedValue(board({ 苏州: [team('1', 4)] }, [team('2', 0)]))
  vi.mocked(placeTeam).mockResolvedValue(board({ 苏州: [team('1', 4), team('2', 1)] }, []))
})
afterEach(() => {
  page.unmount()
  document.body.innerHTML = ''
})

describe('the board of places', () => {
  it('says of each city how many it has, may have and lacks', async () => {
    await open('deny')
    expect(tile('苏州')?.text()).toMatch(/苏州\s*1\/2\s*缺 1/)
    expect(tile('徐州')?.text()).toMatch(/徐州\s*0\/1\s*缺 1/)
    expect(page.text()).toContain('苏州25个')
    expect(page.findAll('.column select')).toHaveLength(0)
  })

  it('puts a team where it works, and takes that back', async () => {
    await open('allow')
    await page.findAll('button').find((one) => one.text().startsWith('放到苏州'))?.trigger('click')
    await settle()
    expect(placeTeam).toHaveBeenCalledWith('2', { programme: 'enterprise-innovation-2020', category: 'S20-7', share: '苏州', version: 0 })
    expect(tile('苏州')?.text()).toContain('已满')
    expect(useUndo().last.value?.said).toContain('苏州')
    await useUndo().takeBack()
    await settle()
    expect(placeTeam).toHaveBeenLastCalledWith('2', expect.objectContaining({ share: null, version: 1 }))
  })

  it('moves what is dropped on a city, and nothing to where it stands', async () => {
    await open('allow')
    const data = { types: ['application/x-jiebang-id'], getData: () => '1' }
    await tile('苏州')?.trigger('drop', { dataTransfer: data })
    expect(placeTeam).not.toHaveBeenCalled()
    await tile('徐州')?.trigger('drop', { dataTransfer: data })
    await settle()
    expect(placeTeam).toHaveBeenCalledWith('1', expect.objectContaining({ share: '徐州', version: 4 }))
  })

  it('reads again when somebody else was first', async () => {
    vi.mocked(placeTeam).mockRejectedValue(problemOf(409, { code: 'CONFLICT', title: '冲突', detail: '这个团刚被别人移动过' }))
    await open('allow')
    await tile('徐州')?.trigger('drop', { dataTransfer: { types: ['application/x-jiebang-id'], getData: () => '1' } })
    await settle()
    expect(page.text()).toContain('这个团刚被别人移动过')
    expect(fetchTeamBoard).toHaveBeenCalledTimes(2)
  })
})
