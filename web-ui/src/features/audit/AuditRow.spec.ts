import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import type { AuditEntry } from '@/api/types'
import AuditRow from './AuditRow.vue'

const entry = (more: Partial<AuditEntry>): AuditEntry => ({
  position: 506, accountId: null, organisation: null, before: null, after: null, at: '2026-01-01T00:00:00Z', actorName: '', role: 'VISITOR', roleLabel: '访客', address: '', requestId: '',
  action: 'IMPORT_ROLLED_BACK', actionLabel: '撤回导入完成', subjectType: 'import', subjectId: 'i-1', ...more,
})

describe('an entry', () => {
  it('of what was due by itself names the platform and no request', () => {
    const text = mount(AuditRow, { props: { entry: entry({}) } }).text()
    expect(text).toContain('平台（到时自动办理）')
    expect(text).not.toMatch(/访客|来自|请求/)
  })

  it('of a visitor says where from and by which request', () => {
    const text = mount(AuditRow, { props: { entry: entry({ address: '203.0.113.5', requestId: 'r-1' }) } }).text()
    expect(text).toContain('访客')
    expect(text).toMatch(/来自 203\.0\.113\.5.*请求 r-1/)
  })
})
