import type { ModelVersion } from '@/api/types'

/** How good a version is, as a sentence says it; numbers with one decimal, in percent and percentage points. */
export type Quality =
  | { readonly kind: 'untold' | 'unknown' }
  | { readonly kind: 'alone'; readonly quality: string }
  | { readonly kind: 'better' | 'same' | 'worse'; readonly quality: string; readonly points: string }

/** A share of 1 in tenths of a percent: what is compared is what is shown. */
const tenths = (share: number) => Math.round(1000 * share)

/** Sets a version against the one that was in use when it was learnt. */
export function qualityOf({ kind, quality, compared }: Pick<ModelVersion, 'kind' | 'quality' | 'compared'>): Quality {
  if (quality === null) return { kind: kind === 'CORPUS' ? 'untold' : 'unknown' }
  const shown = (tenths(quality) / 10).toFixed(1)
  if (compared === null) return { kind: 'alone', quality: shown }
  const more = tenths(quality) - tenths(compared)
  return { kind: more > 0 ? 'better' : more < 0 ? 'worse' : 'same', quality: shown, points: (Math.abs(more) / 10).toFixed(1) }
}
