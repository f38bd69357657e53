import type { Decision, PermissionTable, Session } from '@/api/types'

export interface Scope {
  readonly code: string
  readonly label: string
  readonly english: string
  readonly decision: Decision
}

/** A token cannot make tokens or accounts: with it in strange hands one could not be sure to have taken it back. */
const NEVER = new Set(['token.manage', 'account.manage'])

/** What the person who acts could give to a token: what he may do himself, in the order of the table. */
export function grantable(table: PermissionTable, permissions: Session['permissions']): Scope[] {
  return table.actions
    .map(({ code, label, english }) => ({ code, label, english, decision: permissions[code] ?? 'deny' }))
    .filter((scope) => scope.decision !== 'deny' && !NEVER.has(scope.code))
}

/** Names of scopes as people read them; one that the table does not know keeps its code. */
export function scopeLabels(scopes: readonly string[], table: PermissionTable | undefined, chinese: boolean): string[] {
  const known = new Map(table?.actions.map((action) => [action.code as string, chinese ? action.label : action.english]))
  return scopes.map((scope) => known.get(scope) ?? scope)
}
