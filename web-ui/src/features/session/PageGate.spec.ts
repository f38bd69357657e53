import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query'
import { flushPromises, mount } from '@vue/test-utils'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { fetchSession } from '@/api/calls'
import type { Action, Decision, Session } from '@/api/types'
import { hasUnsaved } from '@/platform/unsaved'
import PageGate from './PageGate.vue'
import { SESSION_KEY } from './useSession'

vi.mock('@/api/calls', () => ({ fetchSession: vi.fn() }))
vi.mock('@/platform/unsaved', () => ({ hasUnsaved: vi.fn() }))
const asked = vi.mocked(fetchSession)
const unsaved = vi.mocked(hasUnsaved)

function session(permissions: Partial<Record<Action, Decision>>, signedIn = true, must: Partial<Session> = {}): Session {
  return {
    signedIn, accountId: signedIn ? 'a-1' : null, username: signedIn ? 'u' : null, displayName: signedIn ? 'U' : null, mustChangePassword: false,
    secondFactorRequired: false, acting: null, memberships: [], permissions, ...must,
  }
}

async function open(address: string) {
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  const page = (text: string) => ({ template: `<p>${text}</p>` })
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: '/', name: 'home', component: page('首页') },
      { path: '/audit', name: 'audit', meta: { action: 'audit.read' }, component: page('审计正文') },
      { path: '/account', name: 'account', meta: { signedIn: true }, component: page('账号正文') },
      { path: '/sign-in', name: 'sign-in', component: page('登录正文') },
      { path: '/:other(.*)', name: 'other', component: page('其他') },
    ],
  })
  await router.push(address)
  const gate = mount(PageGate, {
    slots: { default: '<router-view />' },
    global: { plugins: [router, [VueQueryPlugin, { queryClient }]] },
  })
  await flushPromises()
  return { gate, router, take: async (next: Session) => { queryClient.setQueryData(SESSION_KEY, next); await flushPromises() } }
}

beforeEach(() => {
  asked.mockReset()
  unsaved.mockReturnValue(false)
})

describe('gate before a page', () => {
  it('lets through who may, and everybody where nothing is asked', async () => {
    asked.mockResolvedValue(session({ 'audit.read': 'allow' }))
    expect((await open('/audit')).gate.text()).toContain('审计正文')
    asked.mockResolvedValue(session({}, false))
    expect((await open('/')).gate.text()).toContain('首页')
  })

  it('shows nothing of a page before it is known who asks', async () => {
    asked.mockReturnValue(new Promise(() => undefined))
    expect((await open('/audit')).gate.text()).not.toContain('审计正文')
  })

  it('leads a visitor to the sign-in and names the way back', async () => {
    asked.mockResolvedValue(session({}, false))
    const { router } = await open('/audit?actor=u')
    expect(router.currentRoute.value).toMatchObject({ path: '/sign-in', query: { next: '/audit?actor=u' } })
    expect((await open('/account')).router.currentRoute.value.query.next).toBe('/account')
  })

  it('tells somebody signed in why not, and shows no page', async () => {
    asked.mockResolvedValue(session({ 'audit.read': 'deny' }))
    const { gate, router } = await open('/audit')
    expect(gate.text()).not.toContain('审计正文')
    expect(gate.text()).toContain('您当前的身份不能打开这个页面')
    expect(router.currentRoute.value.path).toBe('/audit')
  })

  it('keeps an open page with something typed when the session ends, and says so', async () => {
    unsaved.mockReturnValue(true)
    asked.mockResolvedValue(session({ 'audit.read': 'allow' }))
    const { gate, router, take } = await open('/audit')
    await take(session({}, false))
    expect(gate.text()).toContain('审计正文')
    expect(gate.text()).toContain('登录已失效')
    expect(router.currentRoute.value.path).toBe('/audit')
    await take(session({ 'audit.read': 'allow' }))
    expect(gate.text()).not.toContain('登录已失效')
  })

  it('shows nothing any more of an open page with nothing typed when the session ends', async () => {
    asked.mockResolvedValue(session({ 'audit.read': 'allow' }))
    const { gate, router, take } = await open('/audit?actor=u')
    await take(session({}, false))
    await flushPromises()
    expect(gate.text()).not.toContain('审计正文')
    expect(router.currentRoute.value).toMatchObject({ path: '/sign-in', query: { next: '/audit?actor=u' } })
  })

  it('closes an open page for an identity that may not see it', async () => {
    asked.mockResolvedValue(session({ 'audit.read': 'allow' }))
    const { gate, take } = await open('/audit')
    await take(session({ 'audit.read': 'deny' }))
    expect(gate.text()).not.toContain('审计正文')
  })

  it('asks for an own password everywhere but where it is given', async () => {
    asked.mockResolvedValue(session({}, true, { mustChangePassword: true }))
    expect((await open('/')).gate.text()).toContain('临时密码')
    expect((await open('/account')).gate.text()).toContain('账号正文')
    expect((await open('/sign-in')).gate.text()).toContain('登录正文')
  })

  it('asks for a second factor everywhere but where it is set up', async () => {
    asked.mockResolvedValue(session({ 'audit.read': 'allow' }, true, { secondFactorRequired: true }))
    const { gate } = await open('/audit')
    expect(gate.text()).toContain('两步验证')
    expect(gate.text()).not.toContain('审计正文')
    expect((await open('/account')).gate.text()).toContain('账号正文')
  })
})
