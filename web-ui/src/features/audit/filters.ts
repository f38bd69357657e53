import type { LocationQuery, LocationQueryRaw } from 'vue-router'
import type { AuditQuery } from '@/api/calls'

/** What the reader looks for, as it stands in the fields: days as yyyy-mm-dd, blank for any. */
export type AuditFilters = Readonly<Record<'from' | 'to' | 'actor' | 'action' | 'subject', string>>

const NAMES = ['from', 'to', 'actor', 'action', 'subject'] as const
export const NO_AUDIT_FILTERS: AuditFilters = { from: '', to: '', actor: '', action: '', subject: '' }

/** Reads the address; what it does not know it leaves out. */
export function readFilters(query: LocationQuery): AuditFilters {
  return Object.fromEntries(NAMES.map((name) => {
    const value = query[name]
    return [name, typeof value === 'string' ? value : '']
  })) as AuditFilters
}

/** Writes the address; blanks are left out. */
export function writeFilters(filters: AuditFilters): LocationQueryRaw {
  return Object.fromEntries(NAMES.map((name) => [name, filters[name].trim()]).filter(([, value]) => value !== ''))
}

/** What the server is asked: moments in UTC, from the first day's beginning to the last day's end where the reader is. */
export function auditQuery(filters: AuditFilters): AuditQuery {
  const { from, to, ...others } = writeFilters(filters) as AuditQuery
  return {
    ...others,
    ...(from === undefined ? {} : bound('from', from, 0)),
    ...(to === undefined ? {} : bound('to', to, 1)),
  }
}

function bound(name: 'from' | 'to', day: string, daysLater: number): AuditQuery {
  const moment = new Date(`${day}T00:00:00`)
  if (Number.isNaN(moment.getTime())) return {}
  moment.setDate(moment.getDate() + daysLater)
  return { [name]: moment.toISOString() }
}
