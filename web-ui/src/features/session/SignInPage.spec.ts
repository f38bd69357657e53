import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query'
import { flushPromises, mount } from '@vue/test-utils'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { fetchSession, fetchSignInMethods, signIn } from '@/api/calls'
import { problemOf } from '@/api/problem'
import type { Session } from '@/api/types'
import { rememberNext } from './next'
import SignInPage from './SignInPage.vue'
import { SESSION_KEY } from './useSession'

vi.mock('@/api/calls', () => ({ fetchSession: vi.fn(), fetchSignInMethods: vi.fn(), signIn: vi.fn() }))
const asked = vi.mocked(signIn)

const visitor: Session = {
  signedIn: false, accountId: null, username: null, displayName: null, mustChangePassword: false, secondFactorRequired: false, acting: null, memberships: [], permissions: {},
}
const member: Session = { ...visitor, signedIn: true, accountId: 'a-1', username: 'u', displayName: 'U' }

async function open(address: string) {
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/:page(.*)*', component: {} }] })
  await router.push(address)
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  const page = mount(SignInPage, { global: { plugins: [router, [VueQueryPlugin, { queryClient: queries }]] } })
  await flushPromises()
  const enter = async (username: string, password: string) => {
    await page.get('#username').setValue(username)
    await page.get('#password').setValue(password)
    await page.get('form').trigger('submit')
    await flushPromises()
  }
  return { page, router, queries, enter, where: () => router.currentRoute.value.fullPath }
}

beforeEach(() => {
  sessionStorage.clear()
  asked.mockReset()
  vi.mocked(fetchSession).mockResolvedValue(visitor)
  vi.mocked(fetchSignInMethods).mockResolvedValue({ password: true, providers: [{ id: 'k', label: '统一认证', url: '/api/sign-in/k' }] })
})

describe('signing in', () => {
  it('goes on to where the reader wanted to be', async () => {
    asked.mockResolvedValue(member)
    const { enter, where } = await open('/sign-in?next=/audit?actor%3Du')
    await enter(' li.si ', ' secret ')
    expect(asked).toHaveBeenCalledWith('li.si', ' secret ', '')
    expect(where()).toBe('/audit?actor=u')
  })

  it('is not undone by an answer for the visitor that was on its way', async () => {
    let late: ((session: Session) => void) | undefined
    vi.mocked(fetchSession).mockReturnValue(new Promise((resolve) => { late = resolve }))
    asked.mockResolvedValue(member)
    const { queries, enter, where } = await open('/sign-in?next=/audit')
    await enter('u', 'p')
    late?.(visitor)
    await flushPromises()
    expect(where()).toBe('/audit')
    expect(queries.getQueryData(SESSION_KEY)).toEqual(member)
  })

  it('goes to one\'s own account with a password that somebody else knows', async () => {
    asked.mockResolvedValue({ ...member, mustChangePassword: true })
    const { enter, where } = await open('/sign-in?next=/audit')
    await enter('u', 'p')
    expect(where()).toBe('/account')
  })

  it('goes to one\'s own account where a second factor must be set up', async () => {
    asked.mockResolvedValue({ ...member, secondFactorRequired: true })
    const { enter, where } = await open('/sign-in?next=/audit')
    await enter('u', 'p')
    expect(where()).toBe('/account')
  })

  it('asks for a code after the password, and again after a wrong one', async () => {
    asked.mockRejectedValueOnce(problemOf(401, { code: 'CODE_REQUIRED', title: '需要验证码' }))
    const { page, enter, where } = await open('/sign-in?next=/audit')
    expect(page.find('#code').exists()).toBe(false)
    await enter('u', 'p')
    expect(page.find('[role=alert]').exists()).toBe(false)
    expect(page.get<HTMLInputElement>('#password').element.value).toBe('p')

    await page.get('form').trigger('submit')
    expect(page.get('[role=alert]').text()).toContain('请输入验证码')
    asked.mockRejectedValueOnce(problemOf(401, { code: 'CODE_WRONG' }))
    await page.get('#code').setValue('000 000')
    await page.get('form').trigger('submit')
    await flushPromises()
    expect(page.get('[role=alert]').text()).toContain('验证码不对')
    expect(page.get<HTMLInputElement>('#code').element.value).toBe('')

    asked.mockResolvedValue(member)
    await page.get('#code').setValue('123456')
    await page.get('form').trigger('submit')
    await flushPromises()
    expect(asked).toHaveBeenLastCalledWith('u', 'p', '123456')
    expect(where()).toBe('/audit')
  })

  it('says that a temporary password is out of date', async () => {
    asked.mockRejectedValue(problemOf(401, { code: 'TEMPORARY_PASSWORD_EXPIRED' }))
    const { page, enter } = await open('/sign-in')
    await enter('u', 'p')
    expect(page.get('[role=alert]').text()).toContain('联系管理员重置')
  })

  it('keeps the name, takes back the password, and says what is wrong', async () => {
    asked.mockRejectedValue(problemOf(401, { code: 'SIGN_IN_FAILED' }))
    const { page, enter } = await open('/sign-in')
    await enter('u', 'p')
    expect(page.get('[role=alert]').text()).toContain('用户名或密码不对')
    expect(page.get<HTMLInputElement>('#username').element.value).toBe('u')
    expect(page.get<HTMLInputElement>('#password').element.value).toBe('')
  })

  it.each([['790', '14 分钟'], ['20', '1 分钟'], [null, '请稍后再试']])('says of a lock of %o seconds: %s', async (header, words) => {
    asked.mockRejectedValue(problemOf(429, { code: 'SIGN_IN_LOCKED' }, header))
    const { page, enter } = await open('/sign-in')
    await enter('u', 'p')
    expect(page.get('[role=alert]').text()).toContain(words)
  })

  it('asks nobody without a name and a password', async () => {
    const { enter } = await open('/sign-in')
    await enter('u', '')
    expect(asked).not.toHaveBeenCalled()
  })

  it('tells why a sign-in elsewhere came back, and still knows where to', async () => {
    rememberNext('/audit')
    asked.mockResolvedValue(member)
    const { page, enter, where } = await open('/sign-in?error=SIGN_IN_CANCELLED')
    expect(page.get('[role=alert]').text()).toContain('取消')
    await enter('u', 'p')
    expect(where()).toBe('/audit')
  })

  it('forgets where to of an older sign-in elsewhere', async () => {
    rememberNext('/audit')
    asked.mockResolvedValue(member)
    const { enter, where } = await open('/sign-in')
    await enter('u', 'p')
    expect(where()).toBe('/')
  })
})
