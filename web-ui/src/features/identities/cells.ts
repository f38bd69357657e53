import type { IdentityCandidate } from '@/api/types'

/** One column of two records; the same where both say the same. */
export interface PairedCell {
  heading: string
  one: string
  other: string
}

/** The columns that either record fills, in the order of the library, those that differ first. */
export function pairedCells(pair: Pick<IdentityCandidate, 'one' | 'other'>): { differing: PairedCell[]; equal: PairedCell[] } {
  const values = (side: IdentityCandidate['one']) => new Map(side.cells.map(({ heading, value }) => [heading, value]))
  const one = values(pair.one)
  const other = values(pair.other)
  const all = [...new Set([...one.keys(), ...other.keys()])]
    .map((heading) => ({ heading, one: one.get(heading) ?? '', other: other.get(heading) ?? '' }))
    .filter((cell) => cell.one !== '' || cell.other !== '')
  return { differing: all.filter((cell) => cell.one !== cell.other), equal: all.filter((cell) => cell.one === cell.other) }
}

/** What the score holds beside the evidence, to a tenth of a bit: that two records taken at random are one. */
export function priorOf({ score, evidence }: { score: number; evidence: readonly { weight: number }[] }): number {
  return Math.round((score - evidence.reduce((sum, { weight }) => sum + weight, 0)) * 10) / 10
}

/** "+4.6" or "−1.0": with one decimal, so that they stand in line; the sign is never left to colour. */
export function signed(bits: number): string {
  const shown = Math.abs(bits).toFixed(1)
  return `${Number(shown) === 0 ? '' : bits > 0 ? '+' : '−'}${shown}`
}
