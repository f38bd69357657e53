import { useQueryClient } from '@tanstack/vue-query'
import { onScopeDispose, ref, watch, type Ref } from 'vue'
import { fetchImport } from '@/api/calls'
import type { ImportJob } from '@/api/types'
import { afterEvent, isFinal, NOTHING_HEARD, type Progress, type ProgressEvent } from './progress'

const ASK_AGAIN_MS = 2000

/** Follows one import: its state now, then the stream of its progress until the end, then the rows that were refused. */
export function useImportJob(id: Ref<string | undefined>) {
  const queries = useQueryClient()
  const progress = ref<Progress>(NOTHING_HEARD)
  const error = ref<unknown>(null)
  let source: EventSource | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let current = 0

  function take(event: ProgressEvent) {
    const wasEnded = progress.value.link === 'ended'
    progress.value = afterEvent(progress.value, event)
    if (!wasEnded && progress.value.link === 'ended') {
      stop()
      void queries.invalidateQueries({ queryKey: ['imports'] })
      void queries.invalidateQueries({ queryKey: ['libraries'] })
    }
  }

  function stop() {
    source?.close()
    source = undefined
    clearTimeout(timer)
  }

  async function load(jobId: string, turn: number) {
    error.value = null
    try {
      const job = await fetchImport(jobId)
      if (turn !== current) return
      take({ kind: 'heard', job })
      if (!isFinal(job)) listen(jobId, turn)
    } catch (problem) {
      if (turn !== current) return
      if (progress.value.job === null) error.value = problem
      else askAgain(jobId, turn)
    }
  }

  function listen(jobId: string, turn: number) {
    source?.close()
    const stream = new EventSource(`/api/imports/${encodeURIComponent(jobId)}/events`)
    source = stream
    stream.addEventListener('open', () => { take({ kind: 'opened' }) })
    stream.addEventListener('progress', (event: MessageEvent<string>) => {
      const job = JSON.parse(event.data) as ImportJob
      take({ kind: 'heard', job })
      // The stream brings counts; the rows come with the whole job.
      if (isFinal(job)) void load(jobId, turn)
    })
    stream.addEventListener('error', () => {
      if (turn !== current || progress.value.link === 'ended') return
      take({ kind: 'broken' })
      // The browser reconnects by itself unless the server closed the stream.
      if (stream.readyState === EventSource.CLOSED) askAgain(jobId, turn)
    })
  }

  function askAgain(jobId: string, turn: number) {
    clearTimeout(timer)
    timer = setTimeout(() => void load(jobId, turn), ASK_AGAIN_MS)
  }

  function start() {
    stop()
    current++
    progress.value = NOTHING_HEARD
    error.value = null
    if (id.value !== undefined) void load(id.value, current)
  }

  watch(id, start, { immediate: true })
  onScopeDispose(() => {
    current++
    stop()
  })

  return { progress, error, retry: start }
}
