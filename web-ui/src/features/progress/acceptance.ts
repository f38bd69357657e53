import { reactive } from 'vue'
import { fetchProgress, takeStep } from '@/api/calls'
import { asProblem } from '@/api/problem'

export interface Refused { id: string; title: string; reason: string }

/** Accepts one problem after another, each in the version it has then; one that is refused does not stop the others. */
export function useAcceptance() {
  const state = reactive({ running: false, done: 0, total: 0, accepted: 0, refused: [] as Refused[] })
  let stopped = false

  async function accept(problems: readonly { id: string; title: string }[]): Promise<void> {
    if (state.running) return
    stopped = false
    Object.assign(state, { running: true, done: 0, total: problems.length, accepted: 0, refused: [] })
    for (const { id, title } of problems) {
      if (stopped) break
      try {
        const { version } = await fetchProgress(id)
        await takeStep(id, 'ACCEPT', version)
        state.accepted++
      } catch (error) {
        const { title: name, detail } = asProblem(error)
        state.refused.push({ id, title, reason: detail || name })
      }
      state.done++
    }
    state.running = false
  }

  return { state, accept, stop: () => { stopped = true } }
}
