import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query'
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { revealContact } from '@/api/calls'
import type { Contact } from '@/api/types'
import ContactBlock from './ContactBlock.vue'

vi.mock('@/api/calls', () => ({ revealContact: vi.fn() }))
const asked = vi.mocked(revealContact)

const masked: Contact = { person: '张**', phone: '138****5678', email: 'z***@example.cn' }
const clear: Contact = { person: '张示例', phone: '13812345678', email: 'zhangsan@example.cn' }

let block: VueWrapper | undefined

function show(more: { contact?: Contact | null; mayRevealContact?: boolean } = {}) {
  const queryClient = new QueryClient()
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/:page(.*)*', component: {} }] })
  block = mount(ContactBlock, {
    attachTo: document.body,
    props: { record: { id: 'r-1', library: 'problems', contact: masked, mayRevealContact: true, ...more } },
    global: { plugins: [router, [VueQueryPlugin, { queryClient }]], stubs: { transition: true } },
  })
  return { block, queryClient }
}

const textOf = () => document.body.textContent

function press(label: string) {
  const button = [...document.querySelectorAll('button')].filter((one) => one.textContent.trim() === label).at(-1)
  if (!button) throw new Error(`No button "${label}"`)
  button.click()
  return flushPromises()
}

async function giveReason(reason: string) {
  await press('查看联系方式')
  const field = document.querySelector('textarea')
  if (!field) throw new Error('No field for the reason')
  field.value = reason
  field.dispatchEvent(new Event('input'))
  await flushPromises()
  document.querySelector('.el-dialog form')?.dispatchEvent(new Event('submit'))
  await flushPromises()
}

beforeEach(() => {
  asked.mockReset().mockResolvedValue(clear)
})
afterEach(() => {
  block?.unmount()
  document.body.innerHTML = ''
})

describe('contact of a record', () => {
  it('is masked, and says so to whom may not see more', () => {
    show({ mayRevealContact: false })
    for (const value of Object.values(masked)) expect(textOf()).toContain(value)
    expect(textOf()).not.toContain('查看联系方式')
    expect(textOf()).toContain('您当前的身份')
  })

  it('is not mentioned where there is none', () => {
    const { block } = show({ contact: null })
    expect(block.find('section').exists()).toBe(false)
  })

  it('is not asked for without a reason', async () => {
    show()
    await giveReason('想问')
    expect(asked).not.toHaveBeenCalled()
  })

  it('is shown in clear for a reason, and is gone with its dialog', async () => {
    const { queryClient } = show()
    await giveReason('  核对难题的技术指标 ')
    expect(asked).toHaveBeenCalledWith('problems', 'r-1', '核对难题的技术指标')
    expect(textOf()).toContain(clear.phone)
    await press('关闭')
    expect(textOf()).not.toContain(clear.phone)
    expect(textOf()).toContain(masked.phone)
    const kept = queryClient.getQueryCache().getAll().map((query) => query.state.data)
    expect(JSON.stringify(kept)).not.toContain(clear.phone)
  })

  it('does not stay open over another record', async () => {
    const { block } = show()
    await giveReason('核对难题的技术指标')
    await block.setProps({ record: { id: 'r-2', library: 'problems', contact: masked, mayRevealContact: true } })
    await flushPromises()
    expect(textOf()).not.toContain(clear.email)
  })
})
