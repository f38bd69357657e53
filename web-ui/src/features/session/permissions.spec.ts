import { describe, expect, it } from 'vitest'
import type { Membership, Session } from '@/api/types'
import { can, canFor, identityOf } from './permissions'

const acting: Membership = {
  id: 'm-1', role: 'ENTERPRISE', roleLabel: '企业', organisationId: 'o-1', organisation: '示例材料', organisationKind: 'ENTERPRISE', region: null, recordId: null,
}
const session: Session = {
  signedIn: true, accountId: 'a-1', username: 'u', displayName: 'U', mustChangePassword: false, secondFactorRequired: false, acting,
  memberships: [acting],
  permissions: { 'search.read': 'allow', 'problem.write': 'own', 'contact.reveal': 'region', 'audit.read': 'deny' },
}

describe('can', () => {
  it('says yes to all, own and region', () => {
    for (const action of ['search.read', 'problem.write', 'contact.reveal'] as const) expect(can(session, action)).toBe(true)
  })

  it('says no to what is denied, not said, or not known yet', () => {
    expect(can(session, 'audit.read')).toBe(false)
    expect(can(session, 'index.manage')).toBe(false)
    expect(can(undefined, 'search.read')).toBe(false)
  })
})

describe('can for an organisation', () => {
  it('holds own things to the organisation that is acted for', () => {
    expect(canFor(session, 'problem.write', 'o-1')).toBe(true)
    expect(canFor(session, 'problem.write', 'o-2')).toBe(false)
  })

  it('leaves a region to the server, and needs no organisation for what is allowed', () => {
    expect(canFor(session, 'contact.reveal', 'o-2')).toBe(true)
    expect(canFor(session, 'search.read', 'o-2')).toBe(true)
    expect(canFor(session, 'audit.read', 'o-1')).toBe(false)
  })
})

it('is another identity with another account or another membership', () => {
  const visitor: Session = { ...session, signedIn: false, accountId: null, acting: null, memberships: [] }
  const other: Session = { ...session, acting: { ...acting, id: 'm-2' } }
  expect(new Set([session, visitor, other].map(identityOf)).size).toBe(3)
  expect(identityOf({ ...session, displayName: 'V' })).toBe(identityOf(session))
})
