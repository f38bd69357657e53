import type { Part } from '@/api/types'

/** The signals in the order in which people see them everywhere. A score need not have all of them. */
export const SIGNALS = ['text', 'meaning', 'demand', 'chain', 'region', 'standing', 'load', 'feedback'] as const
export type Signal = (typeof SIGNALS)[number]

export interface RibbonPart {
  readonly part: Part
  readonly signal: Signal
  /** Share of the whole bar in percent; a full bar is a score of 1. */
  readonly width: number
  /** Points of 100 with one decimal; the points of all parts add up to the total that is shown. */
  readonly points: number
}

export interface Ribbon {
  readonly parts: readonly RibbonPart[]
  /** The parts that the bar shows: those that add a point to it. */
  readonly drawn: readonly RibbonPart[]
  readonly total: number
}

/** Lays out the parts of a score as one stacked bar. */
export function ribbonOf(parts: readonly Part[]): Ribbon {
  const ordered = SIGNALS.flatMap((signal) =>
    parts.filter((part) => part.signal === signal).map((part) => ({ part, signal })),
  )
  const tenths = wholeTenths(ordered.map(({ part }) => Math.max(0, part.contribution)))
  const laidOut = ordered.map(({ part, signal }, index) => ({
    part,
    signal,
    width: 100 * Math.max(0, part.contribution),
    points: (tenths[index] ?? 0) / 10,
  }))
  return {
    parts: laidOut,
    drawn: laidOut.filter(({ points }) => points > 0),
    total: tenths.reduce((sum, value) => sum + value, 0) / 10,
  }
}

/** What a ribbon says unasked: the chain, for the words that met are listed beside most ribbons; where it adds nothing, what adds most. */
export function spokenOf({ parts, drawn }: Ribbon): RibbonPart | undefined {
  const [largest] = [...drawn].sort((a, b) => b.points - a.points)
  return drawn.find(({ signal }) => signal === 'chain') ?? largest ?? parts[0]
}

/** Rounds shares of 1 to tenths of a point so that they add up to the rounded sum: the largest remainders are rounded up. */
function wholeTenths(shares: readonly number[]): number[] {
  const exact = shares.map((share) => share * 1000)
  const tenths = exact.map((value) => Math.floor(value + 1e-9))
  const sum = Math.round(exact.reduce((total, value) => total + value, 0))
  const missing = sum - tenths.reduce((total, value) => total + value, 0)
  exact
    .map((value, index) => ({ index, rest: value - (tenths[index] ?? 0) }))
    .sort((a, b) => b.rest - a.rest || a.index - b.index)
    .slice(0, Math.max(0, missing))
    .forEach(({ index }) => {
      tenths[index] = (tenths[index] ?? 0) + 1
    })
  return tenths
}

/** Points with one decimal, as they are shown. */
export function pointsText(points: number): string {
  return points.toFixed(1)
}
