import type { ImportJob } from '@/api/types'

/** How the page hears of a running import. */
export type Link = 'connecting' | 'live' | 'broken' | 'ended'

export interface Progress {
  readonly job: ImportJob | null
  readonly link: Link
}

export type ProgressEvent =
  | { readonly kind: 'opened' }
  | { readonly kind: 'heard'; readonly job: ImportJob }
  | { readonly kind: 'broken' }

export const NOTHING_HEARD: Progress = { job: null, link: 'connecting' }

const FINAL: ReadonlySet<ImportJob['state']> = new Set(['SUCCEEDED', 'FAILED', 'CANCELLED'])

export function isFinal(job: Pick<ImportJob, 'state'>): boolean {
  return FINAL.has(job.state)
}

/**
 * What is known after an event. News may come twice, late or out of order (a stream that reconnects, an answer that overtakes it): progress
 * never runs backwards, and an import that has ended stays ended.
 */
export function afterEvent(progress: Progress, event: ProgressEvent): Progress {
  switch (event.kind) {
    case 'opened':
      return progress.link === 'ended' ? progress : { ...progress, link: 'live' }
    case 'broken':
      return progress.link === 'ended' ? progress : { ...progress, link: 'broken' }
    case 'heard':
      return heard(progress, event.job)
  }
}

function heard({ job: known, link }: Progress, news: ImportJob): Progress {
  if (known?.id !== news.id) return { job: news, link: isFinal(news) ? 'ended' : link }
  const late = isFinal(known) ? !isFinal(news) : !isFinal(news) && news.processed < known.processed
  if (late) return { job: known, link }
  // The stream leaves the errors out until the end.
  const errors = news.errors.length >= known.errors.length ? news.errors : known.errors
  return { job: { ...news, errors }, link: isFinal(news) ? 'ended' : link }
}

/** Done so far in whole percent; null while the number of rows is not known. */
export function percentOf(job: ImportJob): number | null {
  if (job.state === 'SUCCEEDED') return 100
  if (job.total === null || job.total <= 0) return null
  return Math.min(100, Math.floor((100 * job.processed) / job.total))
}
