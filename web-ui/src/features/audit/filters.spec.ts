import { describe, expect, it } from 'vitest'
import { auditQuery, NO_AUDIT_FILTERS, readFilters, writeFilters } from './filters'

describe('filters of the audit log', () => {
  it('come back from their own address', () => {
    const filters = { ...NO_AUDIT_FILTERS, from: '2026-11-01', actor: '李', action: 'CONTACT_REVEALED' }
    expect(readFilters(writeFilters(filters) as Record<string, string>)).toEqual(filters)
  })

  it('leave out blanks and what the address repeats', () => {
    expect(writeFilters({ ...NO_AUDIT_FILTERS, actor: '  ' })).toEqual({})
    expect(readFilters({ actor: ['a', 'b'], other: 'x' })).toEqual(NO_AUDIT_FILTERS)
  })

  it('ask for whole days, the last one included', () => {
    const { from, to } = auditQuery({ ...NO_AUDIT_FILTERS, from: '2026-10-31', to: '2026-10-31' })
    expect(new Date(from ?? '').getTime()).toBe(new Date(2026, 9, 31).getTime())
    expect(new Date(to ?? '').getTime()).toBe(new Date(2026, 10, 1).getTime())
  })

  it('do not ask for a day that is none', () => {
    expect(auditQuery({ ...NO_AUDIT_FILTERS, from: 'gestern', subject: 'r-1' })).toEqual({ subject: 'r-1' })
  })
})
