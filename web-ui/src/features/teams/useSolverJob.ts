import { onScopeDispose, ref } from 'vue'
import { cancelSolverJob, fetchSolverJob } from '@/api/calls'
import type { SolverJob } from '@/api/types'
import { isFinal, newer } from './progress'

const ASK_AGAIN_MS = 1500

/** Begins searches, one at a time, and follows the one that runs: by its stream, or by asking where the stream breaks. */
export function useSolverJob() {
  const job = ref<SolverJob>()
  const error = ref<unknown>(null)
  const beginning = ref(false)
  let source: EventSource | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let current = 0

  function stop() {
    source?.close()
    source = undefined
    clearTimeout(timer)
  }

  function take(news: SolverJob, turn: number) {
    if (turn !== current) return
    job.value = newer(job.value, news)
    if (isFinal(job.value)) stop()
  }

  async function ask(id: string, turn: number) {
    try {
      take(await fetchSolverJob(id), turn)
    } catch (problem) {
      if (turn === current) error.value = problem
    }
    if (turn === current && job.value && !isFinal(job.value)) again(id, turn)
  }

  function again(id: string, turn: number) {
    clearTimeout(timer)
    timer = setTimeout(() => void ask(id, turn), ASK_AGAIN_MS)
  }

  function listen(id: string, turn: number) {
    const stream = new EventSource(`/api/solver-jobs/${encodeURIComponent(id)}/events`)
    source = stream
    stream.addEventListener('progress', (event: MessageEvent<string>) => { take(JSON.parse(event.data) as SolverJob, turn) })
    stream.addEventListener('error', () => {
      if (turn !== current || (job.value && isFinal(job.value))) return
      stream.close()
      again(id, turn)
    })
  }

  async function begin(start: () => Promise<SolverJob>) {
    stop()
    const turn = ++current
    error.value = null
    job.value = undefined
    beginning.value = true
    try {
      const begun = await start()
      if (turn !== current) return
      job.value = begun
      if (!isFinal(begun)) listen(begun.id, turn)
    } catch (problem) {
      if (turn === current) error.value = problem
    } finally {
      if (turn === current) beginning.value = false
    }
  }

  async function cancel() {
    const turn = current
    if (!job.value) return
    try {
      take(await cancelSolverJob(job.value.id), turn)
    } catch (problem) {
      if (turn === current) error.value = problem
    }
  }

  function forget() {
    stop()
    current++
    job.value = undefined
    error.value = null
  }

  onScopeDispose(() => {
    current++
    stop()
  })

  return { job, error, beginning, begin, cancel, forget }
}
