import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { effectScope, nextTick, ref, type EffectScope } from 'vue'
import { saveField } from '@/api/calls'
import type { FieldContent, FieldValue } from '@/api/types'
import { keepText, keptText } from './drafts'
import { useField } from './useField'

vi.mock('@/api/calls', () => ({ saveField: vi.fn() }))
const save = vi.mocked(saveField)

const written = (value: FieldContent, version: number): FieldValue => ({
  field: '工作方案', version, value, source: 'TYPED', sourceName: { chinese: '填写', english: 'typed' }, sourceId: null, author: '示例同事', at: '2026-01-01T00:00:00Z',
})
const known = ref<FieldValue>()
let scope: EffectScope

function open() {
  scope = effectScope()
  const field = scope.run(() => useField('1', '工作方案', known, '', () => undefined))
  if (!field) throw new Error('The scope has ended')
  return field
}

beforeEach(() => {
  vi.useFakeTimers()
  localStorage.clear()
  save.mockReset()
  known.value = written('起初', 1)
})
afterEach(() => {
  scope.stop()
  vi.useRealTimers()
})

test('what is typed is saved after a rest, over the version it was typed on', async () => {
  const field = open()
  save.mockResolvedValue({ saved: true, now: written('改过', 2) })
  field.type('改过')
  expect(keptText('1', '工作方案')).toEqual({ version: 1, value: '改过' })
  await vi.advanceTimersByTimeAsync(700)
  expect(save).toHaveBeenCalledExactlyOnceWith('1', '工作方案', '改过', 1)
  expect(field.state.value).toBe('saved')
  expect(keptText('1', '工作方案')).toBeUndefined()
})

test('who is second keeps both texts and chooses', async () => {
  const field = open()
  save.mockResolvedValueOnce({ saved: false, now: written('同事的', 2) })
  field.type('我的')
  await vi.advanceTimersByTimeAsync(700)
  expect(field.state.value).toBe('conflict')
  expect(field.typed.value).toBe('我的')
  expect(field.theirs.value?.value).toBe('同事的')
  expect(keptText('1', '工作方案')?.value).toBe('我的')
  save.mockResolvedValueOnce({ saved: true, now: written('我的', 3) })
  field.keepMine()
  await vi.advanceTimersByTimeAsync(0)
  expect(save).toHaveBeenLastCalledWith('1', '工作方案', '我的', 2)
  expect(field.state.value).toBe('saved')
})

test('what others write appears where nothing is typed, and is shown beside what is', async () => {
  const field = open()
  known.value = written('同事的', 2)
  await nextTick()
  expect(field.typed.value).toBe('同事的')
  field.type('我的')
  known.value = written('又改', 3)
  await nextTick()
  expect(field.state.value).toBe('conflict')
  expect(field.typed.value).toBe('我的')
  field.keepTheirs()
  expect(field.typed.value).toBe('又改')
})

test('a failure loses nothing: it is tried again, and after a reload as well', async () => {
  const field = open()
  save.mockRejectedValueOnce(new Error('away'))
  field.type('断网时写的')
  await vi.advanceTimersByTimeAsync(700)
  expect(field.state.value).toBe('failed')
  save.mockResolvedValue({ saved: true, now: written('断网时写的', 2) })
  await vi.advanceTimersByTimeAsync(5000)
  expect(field.state.value).toBe('saved')
  scope.stop()
  keepText('1', '工作方案', { version: 1, value: '关机前写的' })
  known.value = written('起初', 1)
  const again = open()
  expect(again.typed.value).toBe('关机前写的')
  expect(again.state.value).toBe('waiting')
})
