import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query'
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { fetchJudgements, fetchSession, judge, withdrawJudgement } from '@/api/calls'
import { problemOf } from '@/api/problem'
import type { Decision, Judgement, LibraryRecord, Match, Session } from '@/api/types'
import JudgementBlock from './JudgementBlock.vue'

vi.mock('@/api/calls', () => ({ fetchJudgements: vi.fn(), fetchSession: vi.fn(), judge: vi.fn(), withdrawJudgement: vi.fn() }))

/** What the server keeps. */
let kept: Judgement[] = []
let block: VueWrapper | undefined
let queryClient: QueryClient

const PAIR = { problem: 'p-1', library: 'experts', supply: 'e-1' } as const
const record = { id: 'p-1', type: 'problem', owner: null } as LibraryRecord
const match = { id: 'e-1', type: 'expert', title: '张示例' } as Match
const judgement = (verdict: Judgement['verdict'], reason = '', mine = true): Judgement =>
  ({ supplyId: 'e-1', library: 'experts', title: '张示例', verdict, reason, at: '2026-01-01T00:00:00Z', mine })

/** Lets the answers arrive and the page follow; the queries pass them on a turn later. */
async function settle() {
  for (let turn = 0; turn < 5; turn++) {
    await new Promise((resolve) => { setTimeout(resolve) })
    await flushPromises()
  }
}

async function show(decision: Decision | undefined, more: Partial<InstanceType<typeof JudgementBlock>['$props']> = {}) {
  vi.mocked(fetchSession).mockResolvedValue({
    signedIn: decision !== undefined,
    acting: { organisationId: 'o-1', recordId: null },
    permissions: decision ? { 'match.judge': decision } : {},
  } as unknown as Session)
  queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/:page(.*)*', component: {} }] })
  block = mount(JudgementBlock, {
    attachTo: document.body,
    props: { record, match, other: undefined, ...more },
    global: { plugins: [router, [VueQueryPlugin, { queryClient }]] },
  })
  await settle()
  return block
}

function button(name: string) {
  const found = block?.findAll('button').find((one) => one.text() === name)
  if (!found) throw new Error(`No button "${name}" in ${block?.text() ?? 'nothing'}`)
  return found
}

async function press(name: string) {
  await button(name).trigger('click')
  await settle()
}

/** The words that the keyboard stands on. */
const keyboardAt = () => (document.activeElement === document.body ? '' : document.activeElement?.textContent)

beforeEach(() => {
  kept = []
  vi.mocked(fetchJudgements).mockReset().mockImplementation(() => Promise.resolve([...kept]))
  vi.mocked(judge).mockReset().mockImplementation((_pair, verdict, reason) => {
    kept = [judgement(verdict, reason)]
    return Promise.resolve()
  })
  vi.mocked(withdrawJudgement).mockReset().mockImplementation(() => {
    kept = []
    return Promise.resolve()
  })
})
afterEach(() => { block?.unmount() })

describe('judging a match', () => {
  it.each([[undefined], ['deny']] as const)('is not offered where the permission says %s', async (decision) => {
    const page = await show(decision)
    expect(page.find('section').exists()).toBe(false)
    expect(fetchJudgements).not.toHaveBeenCalled()
  })

  it('is offered of one’s own as soon as the other side is known to be one’s own', async () => {
    const page = await show('own')
    expect(page.find('section').exists()).toBe(false)
    await page.setProps({ other: { ...record, id: 'e-1', owner: { id: 'o-1', name: '' } } })
    await settle()
    expect(button('合适').attributes('disabled')).toBeUndefined()
  })

  it('says it, shows it instead of the question, and takes it back', async () => {
    const page = await show('allow')
    await press('不合适')
    expect(judge).toHaveBeenCalledWith(PAIR, 'DECLINED', '')
    expect(page.text()).toContain('您评为不合适')
    expect(page.text()).not.toContain('这条匹配合适吗')
    expect(keyboardAt()).toContain('您评为不合适')
    expect(page.emitted('judged')).toHaveLength(1)

    await press('撤销')
    expect(withdrawJudgement).toHaveBeenCalledWith(PAIR)
    expect(keyboardAt()).toContain('这条匹配合适吗')
    expect(page.emitted('judged')).toHaveLength(2)
  })

  it('takes a quick reason or one’s own words, each with the verdict that stands', async () => {
    kept = [judgement('ACCEPTED')]
    const page = await show('allow')
    await press('曾解决类似问题')
    expect(judge).toHaveBeenLastCalledWith(PAIR, 'ACCEPTED', '曾解决类似问题')
    expect(page.text()).toContain('理由：曾解决类似问题')

    await press('撤销')
    await press('不合适')
    await page.get('input').setValue('  设备不足 ')
    await page.get('form').trigger('submit')
    await settle()
    expect(judge).toHaveBeenLastCalledWith(PAIR, 'DECLINED', '设备不足')
  })

  it('shows the word before the server has answered', async () => {
    let answerNow: () => void = () => undefined
    vi.mocked(judge).mockImplementation(() => new Promise((resolve) => { answerNow = resolve }))
    const page = await show('allow')
    await press('合适')
    expect(page.text()).toContain('您评为合适')
    expect(page.emitted('judged')).toBeUndefined()
    kept = [judgement('ACCEPTED')]
    answerNow()
    await settle()
    expect(page.emitted('judged')).toHaveLength(1)
  })

  it('goes back to what stood before, and says what went wrong', async () => {
    vi.mocked(judge).mockRejectedValue(problemOf(503, { code: 'UNAVAILABLE' }))
    const page = await show('allow')
    // By itself, not because the judgements are read again.
    vi.mocked(fetchJudgements).mockReturnValue(new Promise(() => undefined))
    await press('合适')
    expect(page.text()).toContain('这条匹配合适吗')
    expect(page.text()).not.toContain('您评为合适')
    expect(page.get('[role=alert]').text()).toContain('暂时不可用')
    expect(page.emitted('judged')).toBeUndefined()
  })

  it('gives way quietly where the server says the match is somebody else’s', async () => {
    vi.mocked(judge).mockRejectedValue(problemOf(404, { code: 'NOT_FOUND' }))
    const page = await show('region')
    await press('合适')
    expect(page.findAll('button')).toHaveLength(0)
    expect(page.find('[role=alert]').exists()).toBe(false)
    expect(keyboardAt()).toContain('由难题的提出单位或被匹配的一方评价')
  })

  it('lets no list of matches pass for fresh', async () => {
    await show('allow')
    queryClient.setQueryData(['matches', 'problems', 'p-2', 'experts'], [])
    await press('合适')
    expect(queryClient.getQueryState(['matches', 'problems', 'p-2', 'experts'])?.isInvalidated).toBe(true)
  })

  it('shows what others said beside the question', async () => {
    kept = [judgement('DECLINED', '已无余力', false)]
    const page = await show('allow')
    expect(page.text()).toContain('其他人的评价')
    expect(page.get('.others').text()).toContain('已无余力')
    expect(button('合适').exists()).toBe(true)
  })
})
