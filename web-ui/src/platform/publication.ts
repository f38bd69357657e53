import type { LibraryRecord } from '@/api/types'

/** Is a record kept from searches and matches: not yet published, or no longer? */
export function isUnpublished({ publication }: Pick<LibraryRecord, 'publication'>): boolean {
  return publication === 'DRAFT' || publication === 'WITHDRAWN' || publication === 'MERGED'
}
