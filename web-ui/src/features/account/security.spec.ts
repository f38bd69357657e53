import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query'
import { flushPromises, mount } from '@vue/test-utils'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Component } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import * as calls from '@/api/calls'
import { problemOf } from '@/api/problem'
import type { OwnSession, Session } from '@/api/types'
import SecondFactorPanel from './SecondFactorPanel.vue'
import SessionPanel from './SessionPanel.vue'

vi.mock('@/api/calls', () => ({
  fetchSession: vi.fn(), fetchSecondFactor: vi.fn(), enrolSecondFactor: vi.fn(), confirmSecondFactor: vi.fn(), removeSecondFactor: vi.fn(),
  fetchOwnSessions: vi.fn(), endSession: vi.fn(), endOtherSessions: vi.fn(),
}))
const called = vi.mocked(calls)

const member: Session = {
  signedIn: true, accountId: 'a-1', username: 'u', displayName: 'U', mustChangePassword: false, secondFactorRequired: false, acting: null,
  memberships: [], permissions: {},
}
const here: OwnSession = {
  id: 's-1', beganAt: '2026-07-01T08:00:00Z', lastSeenAt: '2026-07-01T09:00:00Z', address: '192.0.2.*', device: 'Firefox · Linux', current: true,
}
const there: OwnSession = { ...here, id: 's-2', device: '', current: false }

async function open(panel: Component) {
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/:page(.*)*', component: {} }] })
  const shown = mount(panel, {
    global: { plugins: [router, [VueQueryPlugin, { queryClient: new QueryClient({ defaultOptions: { queries: { retry: false } } }) }]] },
  })
  await flushPromises()
  return shown
}

beforeEach(() => {
  vi.resetAllMocks()
  called.fetchSession.mockResolvedValue(member)
  called.fetchSecondFactor.mockResolvedValue({ available: true, since: null, recoveryCodes: 0 })
  called.fetchOwnSessions.mockResolvedValue([here, there])
})

describe('second factor', () => {
  it('is set up by password, picture and a first code, and then shows the recovery codes once', async () => {
    called.enrolSecondFactor.mockResolvedValue({ secret: 'GEZDGNBV', address: 'otpauth://totp/x?secret=GEZDGNBV' })
    called.confirmSecondFactor.mockResolvedValue({ codes: ['AAAA-BBBB', 'CCCC-DDDD'] })
    const panel = await open(SecondFactorPanel)
    await panel.get('form').trigger('submit')
    expect(called.enrolSecondFactor).not.toHaveBeenCalled()

    await panel.get('#factor-current').setValue('password')
    await panel.get('form').trigger('submit')
    await flushPromises()
    expect(called.enrolSecondFactor).toHaveBeenCalledWith('password')
    expect(panel.get('svg[role=img] path').attributes('d')).toMatch(/^M\d+ \d+h1v1h-1z/)
    expect(panel.get<HTMLInputElement>('input[readonly]').element.value).toBe('GEZD GNBV')

    called.fetchSecondFactor.mockResolvedValue({ available: true, since: '2026-07-01T08:00:00Z', recoveryCodes: 2 })
    await panel.get('#factor-first').setValue('123456')
    await panel.get('form').trigger('submit')
    await flushPromises()
    expect(called.confirmSecondFactor).toHaveBeenCalledWith('123456')
    expect(panel.text()).toContain('AAAA-BBBB')
    expect(panel.text()).not.toContain('GEZD')

    await panel.get('[role=status] button').trigger('click')
    expect(panel.text()).not.toContain('AAAA-BBBB')
  })

  it('is removed with password and code', async () => {
    called.fetchSecondFactor.mockResolvedValue({ available: true, since: '2026-07-01T08:00:00Z', recoveryCodes: 9 })
    const panel = await open(SecondFactorPanel)
    expect(panel.text()).toContain('9 个恢复码')
    await panel.get('#factor-password').setValue('password')
    await panel.get('form').trigger('submit')
    expect(called.removeSecondFactor).not.toHaveBeenCalled()
    await panel.get('#factor-code').setValue('123456')
    await panel.get('form').trigger('submit')
    await flushPromises()
    expect(called.removeSecondFactor).toHaveBeenCalledWith('password', '123456')
  })

  it('is nothing for who signs in elsewhere', async () => {
    called.fetchSecondFactor.mockResolvedValue({ available: false, since: null, recoveryCodes: 0 })
    const panel = await open(SecondFactorPanel)
    expect(panel.text()).toContain('由认证系统负责')
    expect(panel.find('form').exists()).toBe(false)
  })
})

describe('own sessions', () => {
  it('offers to end every session but the one that looks', async () => {
    const panel = await open(SessionPanel)
    const rows = panel.findAll('tbody tr')
    expect(rows[0]?.text()).toContain('本机')
    expect(rows[0]?.find('button').exists()).toBe(false)
    expect(rows[1]?.text()).toContain('不明')

    await rows[1]?.get('button').trigger('click')
    expect(called.endSession).not.toHaveBeenCalled()
    await panel.get('#sessions-password').setValue('password')
    await rows[1]?.get('button').trigger('click')
    await flushPromises()
    expect(called.endSession).toHaveBeenCalledWith('s-2', 'password')
  })

  it('ends all others, and says what was wrong', async () => {
    called.endOtherSessions.mockRejectedValue(
      problemOf(400, { code: 'BAD_REQUEST', title: '请求有误', detail: '当前密码不对，请重新输入。', violations: [] }),
    )
    const panel = await open(SessionPanel)
    await panel.get('#sessions-password').setValue('guess')
    await panel.get('form').trigger('submit')
    await flushPromises()
    expect(called.endOtherSessions).toHaveBeenCalledWith('guess')
    expect(panel.text()).toContain('当前密码不对')
  })

  it('asks no password of who has none', async () => {
    called.fetchSecondFactor.mockResolvedValue({ available: false, since: null, recoveryCodes: 0 })
    const panel = await open(SessionPanel)
    expect(panel.find('#sessions-password').exists()).toBe(false)
    await panel.get('form').trigger('submit')
    await flushPromises()
    expect(called.endOtherSessions).toHaveBeenCalledWith('')
  })
})
