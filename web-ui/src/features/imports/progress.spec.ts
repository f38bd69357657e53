import { describe, expect, it } from 'vitest'
import type { ImportJob } from '@/api/types'
import { afterEvent, isFinal, NOTHING_HEARD, percentOf, type Progress } from './progress'

const STATES: ImportJob['state'][] = ['RECEIVING', 'QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED']

function job(state: ImportJob['state'], processed: number, more: Partial<ImportJob> = {}): ImportJob {
  return {
    id: 'one', library: 'experts', fileName: 'a.xlsx', dryRun: false, sample: false, state, total: 200, processed, accepted: processed,
    created: 0, unchanged: 0, rejected: 0, flagged: 0, ignoredColumns: [], failure: null, errors: [], createdAt: '2026-01-01T00:00:00Z', startedAt: null,
    finishedAt: null, rerunOf: null, reported: true, fileKept: false, rollback: null, ...more,
  }
}

const error = { row: 2, column: '姓名', value: '', code: 'MISSING', message: '必填', rejects: true }
const running: Progress = { job: job('RUNNING', 80), link: 'live' }
const heard = (from: Progress, news: ImportJob) => afterEvent(from, { kind: 'heard', job: news })

describe('import progress', () => {
  it('follows the stream from waiting to the end', () => {
    let progress = afterEvent(NOTHING_HEARD, { kind: 'opened' })
    expect(progress.link).toBe('live')
    progress = heard(progress, job('QUEUED', 0))
    progress = heard(progress, job('RUNNING', 120))
    expect(progress.job?.processed).toBe(120)
    progress = heard(progress, job('SUCCEEDED', 200))
    expect(progress).toMatchObject({ link: 'ended', job: { state: 'SUCCEEDED' } })
  })

  it('never runs backwards', () => {
    expect(heard(running, job('RUNNING', 40))).toEqual(running)
    expect(heard(running, job('RUNNING', 80, { flagged: 3 })).job?.flagged).toBe(3)
  })

  it.each(STATES.flatMap((from) => STATES.map((to) => [from, to] as const)))('from %s hears %s', (from, to) => {
    const before: Progress = { job: job(from, 100), link: isFinal({ state: from }) ? 'ended' : 'live' }
    const after = heard(before, job(to, 150))
    const staysEnded = isFinal({ state: from }) && !isFinal({ state: to })
    expect(after.job?.state).toBe(staysEnded ? from : to)
    expect(after.link).toBe(isFinal({ state: from }) || isFinal({ state: to }) ? 'ended' : 'live')
  })

  it('accepts an end that has done fewer rows, as after a stop', () => {
    expect(heard(running, job('CANCELLED', 60)).job?.state).toBe('CANCELLED')
  })

  it('keeps the errors when the stream leaves them out', () => {
    const ended = heard(running, job('SUCCEEDED', 200, { errors: [error] }))
    expect(ended.job?.errors).toEqual([error])
    expect(heard(ended, job('SUCCEEDED', 200)).job?.errors).toEqual([error])
  })

  it('forgets the import before when another one is heard of', () => {
    const other = heard({ job: job('SUCCEEDED', 200, { errors: [error] }), link: 'connecting' }, job('RUNNING', 1, { id: 'two' }))
    expect(other.job).toMatchObject({ id: 'two', processed: 1, errors: [] })
  })

  it('says that the line is broken, but not after the end', () => {
    expect(afterEvent(running, { kind: 'broken' })).toEqual({ ...running, link: 'broken' })
    expect(afterEvent({ ...running, link: 'broken' }, { kind: 'opened' }).link).toBe('live')
    const ended: Progress = { job: job('FAILED', 10), link: 'ended' }
    expect(afterEvent(ended, { kind: 'broken' })).toEqual(ended)
    expect(afterEvent(ended, { kind: 'opened' })).toEqual(ended)
  })

  it('counts percent, and none before the rows are counted', () => {
    expect(percentOf(job('QUEUED', 0, { total: null }))).toBeNull()
    expect(percentOf(job('RUNNING', 199))).toBe(99)
    expect(percentOf(job('RUNNING', 300))).toBe(100)
    expect(percentOf(job('SUCCEEDED', 0, { total: 0 }))).toBe(100)
  })
})
