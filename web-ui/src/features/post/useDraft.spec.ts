import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query'
import { flushPromises, mount } from '@vue/test-utils'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, ref, type Ref } from 'vue'
import { createProblem, fetchProgress, fetchRecord, saveProblem, takeStep } from '@/api/calls'
import { problemOf } from '@/api/problem'
import type { LibraryRecord, OwnProblem, Progress } from '@/api/types'
import { SavedElsewhere, useDraft } from './useDraft'

vi.mock('@/api/calls', () => ({
  createProblem: vi.fn(), fetchProgress: vi.fn(), fetchRecord: vi.fn(), saveProblem: vi.fn(), takeStep: vi.fn(),
}))
const creates = vi.mocked(createProblem)
const reads = vi.mocked(fetchRecord)
const saves = vi.mocked(saveProblem)

function problem(id: string, name: string, version: number) {
  return { id, version, publication: 'DRAFT', title: name, cells: [{ heading: '难题问题名称', value: name }], confidential: null } as unknown as LibraryRecord & OwnProblem
}

async function desk(id: Ref<string | undefined>) {
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  let use: ReturnType<typeof useDraft> | undefined
  mount(defineComponent({ setup() { use = useDraft(id); return () => null } }), { global: { plugins: [[VueQueryPlugin, { queryClient }]] } })
  await flushPromises()
  return { ...(use as ReturnType<typeof useDraft>), queryClient }
}

beforeEach(() => {
  for (const call of [creates, reads, saves]) call.mockReset()
  reads.mockImplementation((_, id) => Promise.resolve(problem(id, '旧名', 3)))
})

describe('a problem while it is written', () => {
  it('is made by the first save and changed by the next', async () => {
    const id = ref<string>()
    const { draft, dirty, known, save } = await desk(id)
    expect(dirty.value).toBe(false)
    draft.value.cells['难题问题名称'] = '高盐废水'
    expect(dirty.value).toBe(true)
    creates.mockResolvedValue(problem('p-1', '高盐废水', 1))
    reads.mockResolvedValue(problem('p-1', '高盐废水', 1))
    await save()
    expect(dirty.value).toBe(false)
    id.value = known.value?.id
    await flushPromises()
    draft.value.cells['产生背景'] = '酸性'
    saves.mockResolvedValue(problem('p-1', '高盐废水', 2))
    await save()
    expect(saves.mock.calls[0]?.[2]).toBe(1)
    expect(creates).toHaveBeenCalledTimes(1)
  })

  it('keeps what was typed when saving fails', async () => {
    const { draft, dirty, save } = await desk(ref('p-1'))
    draft.value.cells['难题问题名称'] = '新名'
    saves.mockRejectedValue(problemOf(503, { code: 'DATABASE_UNAVAILABLE' }))
    await expect(save()).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' })
    expect(draft.value.cells['难题问题名称']).toBe('新名')
    expect(dirty.value).toBe(true)
  })

  it('tells a problem that somebody else has saved from a name that is taken', async () => {
    const { draft, save } = await desk(ref('p-1'))
    draft.value.cells['难题问题名称'] = '新名'
    saves.mockRejectedValue(problemOf(409, { code: 'CONFLICT' }))
    await expect(save()).rejects.toMatchObject({ code: 'CONFLICT' })
    reads.mockResolvedValue(problem('p-1', '别人的名', 9))
    await expect(save()).rejects.toBeInstanceOf(SavedElsewhere)
    expect(draft.value.cells['难题问题名称']).toBe('新名')
  })

  it('keeps what is typed while a save is under way', async () => {
    const { draft, dirty, save } = await desk(ref('p-1'))
    draft.value.cells['难题问题名称'] = '新名'
    saves.mockImplementation(() => {
      draft.value.cells['产生背景'] = '还在写'
      return Promise.resolve(problem('p-1', '新名', 4))
    })
    await save()
    expect(draft.value.cells['产生背景']).toBe('还在写')
    expect(dirty.value).toBe(true)
  })

  it('keeps what was typed when the problem is read anew', async () => {
    const { draft, queryClient } = await desk(ref('p-1'))
    draft.value.cells['难题问题名称'] = '新名'
    reads.mockResolvedValue(problem('p-1', '别人的名', 9))
    await queryClient.resetQueries()
    await flushPromises()
    expect(draft.value.cells['难题问题名称']).toBe('新名')
  })

  it('does not fall back to an answer that is older than what was saved', async () => {
    const { draft, known, save, queryClient } = await desk(ref('p-1'))
    draft.value.cells['难题问题名称'] = '新名'
    saves.mockResolvedValue(problem('p-1', '新名', 4))
    await save()
    await queryClient.refetchQueries()
    await flushPromises()
    expect(known.value?.version).toBe(4)
    expect(draft.value.cells['难题问题名称']).toBe('新名')
  })

  it('after a conflict saves over the newest version, or takes it', async () => {
    const { draft, overwrite, reload } = await desk(ref('p-1'))
    reads.mockResolvedValue(problem('p-1', '别人的名', 9))
    draft.value.cells['难题问题名称'] = '新名'
    saves.mockResolvedValue(problem('p-1', '新名', 10))
    await overwrite()
    expect(saves.mock.calls[0]?.[2]).toBe(9)
    draft.value.cells['难题问题名称'] = '又一名'
    await reload()
    expect(draft.value.cells['难题问题名称']).toBe('别人的名')
  })

  it('is saved before it is submitted, and submitted in the version of its progress', async () => {
    const { draft, submit } = await desk(ref('p-1'))
    draft.value.cells['难题问题名称'] = '新名'
    saves.mockResolvedValue(problem('p-1', '新名', 4))
    vi.mocked(fetchProgress).mockResolvedValue({ version: 2 } as Progress)
    vi.mocked(takeStep).mockResolvedValue({ state: 'TRIAGE', version: 3 } as Progress)
    expect((await submit()).state).toBe('TRIAGE')
    expect(saves).toHaveBeenCalledOnce()
    expect(takeStep).toHaveBeenCalledWith('p-1', 'SUBMIT', 2)
    saves.mockClear()
    await submit()
    expect(saves).not.toHaveBeenCalled()
  })

  it('makes room for a new one and for another one', async () => {
    const id = ref<string | undefined>('p-1')
    const { draft, ready } = await desk(id)
    id.value = undefined
    await flushPromises()
    expect(ready.value).toBe(true)
    expect(draft.value.cells['难题问题名称']).toBe('')
    id.value = 'p-2'
    expect(ready.value).toBe(false)
    await flushPromises()
    expect(ready.value).toBe(true)
    expect(draft.value.cells['难题问题名称']).toBe('旧名')
  })
})
