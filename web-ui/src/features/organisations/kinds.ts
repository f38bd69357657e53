import type { OrganisationKind, Session } from '@/api/types'

export const KINDS: readonly OrganisationKind[] = ['ENTERPRISE', 'SOCIETY', 'COUNTY', 'CITY', 'PROVINCE', 'EXPERT']

/** A credit code has 18 figures and letters; blanks and small letters are forgiven. */
export function creditCodeOf(text: string): string {
  return text.replace(/\s+/g, '').toUpperCase()
}

/** Does it look like a credit code at all? The check digit is for the server to judge. */
export function isCreditCode(text: string): boolean {
  return /^[0-9A-HJ-NPQRTUWXY]{18}$/.test(creditCodeOf(text))
}

/** May the person who acts claim a record for this organisation: his own, which has none yet? */
export function mayClaim(session: Session | undefined, organisation: { id: string; recordId: string | null }): boolean {
  return organisation.recordId === null && session?.acting?.organisationId === organisation.id
}
