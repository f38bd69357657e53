import { expect, it } from 'vitest'
import { reactive } from 'vue'
import type { SourceView } from '@/api/types'
import { draftOf, emptyRules } from './drafts'

it('edits a copy of the rules, also of those that a query answers', () => {
  const source = reactive({
    id: 'a', name: '示例', address: 'https://example.org/', library: 'problems', rules: { ...emptyRules(), item: 'li' }, schedule: 'DAILY',
    enabled: true, mostPages: 9, version: 3, nextRunAt: null, lastRun: null,
  } satisfies SourceView)
  const draft = draftOf(source)
  draft.rules.item = 'tr'
  expect(source.rules.item).toBe('li')
  expect(draft).toMatchObject({ version: 3, mostPages: 9 })
})

it('begins with nothing that could be read', () => {
  expect(draftOf()).toMatchObject({ version: 0, name: '', rules: { item: '' } })
})
