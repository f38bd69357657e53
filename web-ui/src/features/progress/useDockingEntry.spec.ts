import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query'
import { mount } from '@vue/test-utils'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { defineComponent } from 'vue'
import { attachEvidence, recordDocking } from '@/api/calls'
import { problemOf } from '@/api/problem'
import type { DockingLog, EvidenceFile } from '@/api/types'
import { useDockingEntry } from './useDockingEntry'

vi.mock('@/api/calls', () => ({ attachEvidence: vi.fn(), recordDocking: vi.fn() }))
const attaches = vi.mocked(attachEvidence)
const records = vi.mocked(recordDocking)

const good = new File(['%PDF-1.4'], '日志.pdf')
const bad = new File(['<html>'], '网页.pdf')

function form() {
  const queryClient = new QueryClient()
  const keep = vi.fn()
  let use: ReturnType<typeof useDockingEntry> | undefined
  mount(defineComponent({ setup() { use = useDockingEntry(() => 'c1', '2026-11-22', keep); return () => null } }), { global: { plugins: [[VueQueryPlugin, { queryClient }]] } })
  const docking = use as ReturnType<typeof useDockingEntry>
  Object.assign(docking.entry, { kind: 'STATION', person: '王示例', content: '驻厂调试。' })
  return { ...docking, keep }
}

beforeEach(() => {
  records.mockReset().mockResolvedValue({ entries: [], stationed: [], recorded: 'e1' } as unknown as DockingLog)
  attaches.mockReset().mockImplementation((_, __, file) =>
    file === bad ? Promise.reject(problemOf(422, { code: 'FILE_REFUSED', detail: '请转换' })) : Promise.resolve({ name: file.name } as EvidenceFile))
})

describe('an entry of the docking log with its proof', () => {
  it('is written before its files, and all is done', async () => {
    const { entry, proofs, recorded, done, dirty, choose, save, keep } = form()
    choose([good, good])
    expect(proofs.value).toHaveLength(1)
    await save()
    expect(records).toHaveBeenCalledWith('c1', expect.objectContaining({ kind: 'STATION', person: '王示例', content: '驻厂调试。' }))
    expect(attaches).toHaveBeenCalledWith('docking', 'e1', good)
    expect(keep).toHaveBeenCalledOnce()
    expect([recorded.value, done.value, dirty.value, entry.person]).toEqual(['', 1, false, ''])
  })

  it('is kept where a file is refused, which can be tried again without a second entry', async () => {
    const { proofs, recorded, refused, done, choose, drop, save } = form()
    choose([bad, good])
    await save()
    expect([recorded.value, refused.value, done.value]).toEqual(['e1', true, 0])
    expect(proofs.value.map(({ file }) => file)).toEqual([bad])
    expect(proofs.value[0]?.problem).toMatchObject({ code: 'FILE_REFUSED' })
    choose([good])
    await save()
    expect(records).toHaveBeenCalledOnce()
    expect(proofs.value.map(({ file }) => file)).toEqual([bad])
    const [last] = proofs.value
    if (last) drop(last)
    expect([recorded.value, done.value, proofs.value.length]).toEqual(['', 1, 0])
  })

  it('loses nothing of what was typed or chosen where the entry is refused', async () => {
    records.mockRejectedValueOnce(problemOf(409, { code: 'CONFLICT' }))
    const { entry, proofs, recorded, problem, busy, choose, save } = form()
    choose([good])
    await save()
    expect(problem.value).toMatchObject({ code: 'CONFLICT' })
    expect([recorded.value, busy.value, entry.person, entry.content, proofs.value.length]).toEqual(['', false, '王示例', '驻厂调试。', 1])
    expect(attaches).not.toHaveBeenCalled()
  })
})
