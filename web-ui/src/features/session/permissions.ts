import type { Action, Decision, Membership, Role, Session } from '@/api/types'
import type { Translate } from '@/i18n'

/** From the most to the least. */
export const DECISIONS: readonly Decision[] = ['allow', 'own', 'region', 'deny']

/** The roles of each kind of organisation; the server knows the same and has the last word. */
export const ROLES_OF_KIND = {
  ENTERPRISE: ['ENTERPRISE'],
  SOCIETY: ['SOCIETY'],
  COUNTY: ['COUNTY'],
  CITY: ['CITY'],
  PROVINCE: ['STAFF', 'REVIEWER', 'AUDITOR', 'ADMINISTRATOR'],
  EXPERT: ['EXPERT'],
} as const satisfies Record<string, readonly Role[]>

/** May this person do it at all, be it only with what is his own or lies in his region? What is not said is denied. */
export function can(session: Pick<Session, 'permissions'> | undefined, action: Action): boolean {
  return (session?.permissions[action] ?? 'deny') !== 'deny'
}

/** May this person do it with something of this organisation? A region is for the server to judge. */
export function canFor(session: Pick<Session, 'permissions' | 'acting'> | undefined, action: Action, organisationId: string): boolean {
  if (session?.permissions[action] === 'own') return session.acting?.organisationId === organisationId
  return can(session, action)
}

/** Who acts, and for whom: when it changes, nothing that was read before is known to be allowed. */
export function identityOf(session: Session): string {
  return [session.accountId, session.acting?.id].join(' ')
}

/** "苏州示例材料有限公司（企业）". */
export function actingFor(t: Translate, membership: Pick<Membership, 'organisation' | 'role'>): string {
  return t('session.actingFor', { organisation: membership.organisation, role: t(`role.${membership.role}`) })
}
