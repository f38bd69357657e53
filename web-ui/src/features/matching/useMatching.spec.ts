import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query'
import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, ref } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { fetchMatches } from '@/api/calls'
import type { LibraryRecord, Match } from '@/api/types'
import { useMatching, type Matching } from './useMatching'

vi.mock('@/api/calls', () => ({ fetchMatches: vi.fn() }))

const record = { id: 'p-1', type: 'problem', library: 'problems', publication: 'PUBLISHED' } as LibraryRecord
const listOf = (...ids: string[]) => ids.map((id, index) => ({ id, rank: index + 1, score: 1 }) as unknown as Match)
const ids = (matching: Matching) => matching.matches?.map(({ id }) => id)

let close: () => void = () => undefined

async function open() {
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/:page(.*)*', component: {} }] })
  let matching: Matching | undefined
  const page = mount(defineComponent({
    setup() {
      matching = useMatching(ref(record), ref(true))
      return () => undefined
    },
  }), { global: { plugins: [router, [VueQueryPlugin, { queryClient: new QueryClient() }]] } })
  close = () => { page.unmount() }
  await pass(0)
  if (!matching) throw new Error('Not set up')
  return { matching, router }
}

async function pass(milliseconds: number) {
  await vi.advanceTimersByTimeAsync(milliseconds)
  await flushPromises()
  await vi.advanceTimersByTimeAsync(1)
}

const readings = () => vi.mocked(fetchMatches).mock.calls.length

beforeEach(() => {
  vi.useFakeTimers()
  vi.mocked(fetchMatches).mockReset().mockImplementation(() => Promise.resolve(listOf('a', 'b', 'c')))
})
afterEach(() => {
  close()
  vi.useRealTimers()
})

describe('the list after a word on a match', () => {
  it('is read until it has changed, and no further', async () => {
    const { matching } = await open()
    matching.judged('a')
    await pass(400)
    expect(ids(matching)).toEqual(['a', 'b', 'c'])
    vi.mocked(fetchMatches).mockImplementation(() => Promise.resolve(listOf('b', 'a', 'c')))
    await pass(900)
    expect(ids(matching)).toEqual(['b', 'a', 'c'])
    const read = readings()
    await pass(20_000)
    expect(readings()).toBe(read)
  })

  it('is not asked for without end where nothing changes, nor after the page has gone', async () => {
    const { matching } = await open()
    matching.judged('a')
    await pass(20_000)
    expect(readings()).toBe(1 + 4)
    matching.judged('a')
    close()
    await pass(20_000)
    expect(readings()).toBe(1 + 4)
  })

  it('leaves the reader with the match that he judged', async () => {
    const { matching, router } = await open()
    expect(matching.chosen?.id).toBe('a')
    vi.mocked(fetchMatches).mockImplementation(() => Promise.resolve(listOf('b', 'c', 'a')))
    matching.judged('a')
    await pass(400)
    expect(ids(matching)).toEqual(['b', 'c', 'a'])
    expect(matching.chosen?.id).toBe('a')
    expect(router.currentRoute.value.query.match).toBe('a')
  })

  it('keeps below the list what has sunk out of it, until another match is chosen', async () => {
    const { matching } = await open()
    vi.mocked(fetchMatches).mockImplementation(() => Promise.resolve(listOf('b', 'c', 'd')))
    matching.judged('a')
    await pass(400)
    expect(ids(matching)).toEqual(['b', 'c', 'd', 'a'])
    expect(matching.sunk?.id).toBe('a')
    expect(matching.chosen?.id).toBe('a')
    matching.choose('c')
    await pass(0)
    expect(ids(matching)).toEqual(['b', 'c', 'd'])
    expect(matching.sunk).toBeUndefined()
  })

  it('knows nothing of a match that was never in it', async () => {
    const { matching, router } = await open()
    await router.replace({ query: { match: 'z' } })
    await pass(0)
    expect(matching.sunk).toBeUndefined()
    expect(matching.chosen?.id).toBe('a')
  })
})
