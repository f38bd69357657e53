import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query'
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { fetchIndexState, fetchRematching, fetchSession, rebuildIndex, reloadDictionary, remakeMatches } from '@/api/calls'
import type { Session } from '@/api/types'
import OperationsPage from './OperationsPage.vue'

vi.mock('@/api/calls', () => ({
  fetchIndexState: vi.fn(), fetchRematching: vi.fn(), fetchSession: vi.fn(), rebuildIndex: vi.fn(), reloadDictionary: vi.fn(), remakeMatches: vi.fn(),
}))

let page: VueWrapper

async function settle() {
  for (let turn = 0; turn < 4; turn++) {
    await new Promise((resolve) => { setTimeout(resolve) })
    await flushPromises()
  }
}

async function open(waiting: number, runs = true) {
  const permissions: Session['permissions'] = { 'rematch.manage': 'allow', 'index.manage': runs ? 'allow' : 'deny' }
  vi.mocked(fetchSession).mockResolvedValue({ permissions } as Session)
  vi.mocked(fetchIndexState).mockResolvedValue({ waiting, dictionaryVersion: 'v7' })
  vi.mocked(fetchRematching).mockResolvedValue({ waiting: 12, lists: 900 })
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/:page(.*)*', component: {} }] })
  page = mount(OperationsPage, {
    attachTo: document.body,
    global: { plugins: [router, [VueQueryPlugin, { queryClient: new QueryClient() }]], stubs: { transition: true } },
  })
  await settle()
}

const press = async (text: string) => {
  await page.findAll('button').find((button) => button.text().includes(text))?.trigger('click')
  await settle()
}

beforeEach(() => {
  vi.mocked(remakeMatches).mockReset().mockResolvedValue()
  vi.mocked(fetchIndexState).mockReset()
})
afterEach(() => {
  page.unmount()
  document.body.innerHTML = ''
})

describe('how the platform runs', () => {
  it('says what waits, and what to think of it', async () => {
    await open(1234)
    expect(page.text()).toContain('有 1,234 条已写入的资料还不能检索')
    expect(page.text()).toContain('还有 12 项等待重新匹配')
    page.unmount()
    await open(0)
    expect(page.text()).toContain('已写入的资料都可以检索')
    expect(page.text()).not.toContain('搜索引擎连不上')
  })

  it('shows staff what they look after, and asks for nothing else', async () => {
    await open(1234, false)
    expect(page.text()).toContain('还有 12 项等待重新匹配')
    expect(page.text()).not.toContain('检索索引')
    expect(fetchIndexState).not.toHaveBeenCalled()
  })

  it('rebuilds one library and says what came of it', async () => {
    vi.mocked(rebuildIndex).mockResolvedValue({ library: 'societies', documents: 60, index: 'societies-2' })
    await open(0)
    await press('学会库')
    expect(rebuildIndex).toHaveBeenCalledWith('societies')
    expect(page.text()).toContain('已重建学会库：60 条资料，索引 societies-2')
  })

  it('names every line of the dictionary that was not taken', async () => {
    vi.mocked(reloadDictionary).mockResolvedValue({
      version: 'v8', words: 1500, rejected: [{ file: '材料.txt', line: 3, text: '钛', reason: 'TOO_SHORT' }],
    })
    await open(0)
    await press('重新读取')
    expect(page.text()).toContain('共 1,500 个词')
    expect(page.find('tbody tr').text()).toContain('材料.txt 第 3 行')
    expect(page.find('tbody tr').text()).toContain('少于两个字')
  })
})
