import type { SolverJob, SolverMoment } from '@/api/types'

const FINAL: ReadonlySet<SolverJob['state']> = new Set(['SUCCEEDED', 'FAILED', 'CANCELLED'])

export const isFinal = (job: Pick<SolverJob, 'state'>): boolean => FINAL.has(job.state)

/** What the solver knows now: the last moment it told. */
export const latest = (job: Pick<SolverJob, 'moments'>): SolverMoment | undefined => job.moments.at(-1)

/** News may come twice, late or out of order: a job never runs backwards, and one that has ended stays ended. */
export function newer(known: SolverJob | undefined, news: SolverJob): SolverJob {
  if (known?.id !== news.id) return news
  if (isFinal(known)) return known
  return isFinal(news) || news.moments.length >= known.moments.length ? news : known
}

/** The moments of the search that runs now: each further alternative is a search of its own, whose bound begins anew. */
export function current(moments: readonly SolverMoment[]): SolverMoment[] {
  const begun = moments.findLastIndex((moment, place) => place > 0 && moment.bound > (moments[place - 1]?.bound ?? 0))
  return moments.slice(Math.max(0, begun))
}

export interface Trace {
  /** Points of an SVG polyline: values that were found. */
  readonly best: string
  /** Points of an SVG polyline: bounds that were proven. */
  readonly bound: string
}

/** The values and bounds that the solver has told, drawn as steps: each holds until the next was told. */
export function traceOf(moments: readonly SolverMoment[], seconds: number, width: number, height: number): Trace {
  const values = moments.flatMap((moment) => [moment.best, moment.bound]).filter((value) => value !== null)
  if (values.length === 0) return { best: '', bound: '' }
  const low = Math.min(...values)
  const high = Math.max(...values)
  const end = Math.max(seconds, moments.at(-1)?.seconds ?? 0, 0.001)
  const x = (at: number) => ((at / end) * width).toFixed(1)
  const y = (value: number) => (high === low ? height / 2 : height - ((value - low) / (high - low)) * height).toFixed(1)
  const steps = (of: (moment: SolverMoment) => number | null) => {
    const points: string[] = []
    let before: number | null = null
    for (const moment of moments) {
      const value = of(moment)
      if (value === null) continue
      if (before !== null) points.push(`${x(moment.seconds)},${y(before)}`)
      points.push(`${x(moment.seconds)},${y(value)}`)
      before = value
    }
    if (before !== null) points.push(`${x(end)},${y(before)}`)
    return points.join(' ')
  }
  return { best: steps((moment) => moment.best), bound: steps((moment) => moment.bound) }
}

/** "0.31 %"; a proof is said in words, not as 0. */
export const gapText = (gap: number): string => `${(gap * 100).toFixed(gap < 0.001 ? 3 : 2)} %`
