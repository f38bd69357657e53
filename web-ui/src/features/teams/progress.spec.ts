import { describe, expect, it } from 'vitest'
import type { SolverJob, SolverMoment } from '@/api/types'
import { current, gapText, isFinal, latest, newer, traceOf } from './progress'

const moment = (seconds: number, best: number | null, bound: number): SolverMoment => ({ seconds, best, bound, gap: best === null ? null : (bound - best) / bound })
const job = (state: SolverJob['state'], moments: SolverMoment[], id = 'j'): SolverJob => ({ id, state, moments, seconds: 1 }) as unknown as SolverJob

describe('a search that is followed', () => {
  it('never runs backwards, and one that has ended stays ended', () => {
    const early = job('RUNNING', [moment(0.1, 0.5, 1)])
    const late = job('RUNNING', [moment(0.1, 0.5, 1), moment(0.4, 0.7, 0.9)])
    const ended = job('SUCCEEDED', [moment(0.1, 0.5, 1)])
    expect(newer(undefined, early)).toBe(early)
    expect(newer(early, late)).toBe(late)
    expect(newer(late, early)).toBe(late)
    expect(newer(late, ended)).toBe(ended)
    expect(newer(ended, late)).toBe(ended)
    expect(newer(ended, job('WAITING', [], 'other')).id).toBe('other')
  })

  it('is at what was told last', () => {
    expect(latest(job('RUNNING', []))).toBeUndefined()
    expect(latest(job('RUNNING', [moment(0.1, null, 1), moment(0.2, 0.6, 0.8)]))?.best).toBe(0.6)
    expect((['WAITING', 'RUNNING', 'SUCCEEDED', 'CANCELLED', 'FAILED'] as const).filter((state) => isFinal({ state }))).toEqual(['SUCCEEDED', 'CANCELLED', 'FAILED'])
  })
})

describe('the picture of a search', () => {
  it('draws values and bounds as steps from what was told, up to now', () => {
    const trace = traceOf([moment(1, 0.5, 1), moment(2, 0.75, 0.75)], 4, 100, 50)
    expect(trace.best).toBe('25.0,50.0 50.0,50.0 50.0,25.0 100.0,25.0')
    expect(trace.bound).toBe('25.0,0.0 50.0,0.0 50.0,25.0 100.0,25.0')
  })

  it('begins a value where there is one, and is empty before anything was told', () => {
    expect(traceOf([], 3, 100, 50)).toEqual({ best: '', bound: '' })
    const trace = traceOf([moment(1, null, 1)], 2, 100, 50)
    expect(trace.best).toBe('')
    expect(trace.bound).toBe('50.0,25.0 100.0,25.0')
  })

  it('is of the search that runs now, where several follow one another', () => {
    const first = [moment(0.1, 0.5, 1), moment(0.2, 0.8, 0.8)]
    const second = [moment(0.3, 0.7, 0.9), moment(0.4, 0.75, 0.75)]
    expect(current(first)).toEqual(first)
    expect(current([...first, ...second])).toEqual(second)
    expect(current([])).toEqual([])
  })

  it('says a gap in percent, small ones with more places', () => {
    expect(gapText(0.0312)).toBe('3.12 %')
    expect(gapText(0.00042)).toBe('0.042 %')
  })
})
