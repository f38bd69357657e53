import { readonly, ref, shallowRef } from 'vue'

/** A step that was just taken, in words, and the way back. */
interface Undoable {
  said: string
  undo: () => Promise<unknown>
}

/** Where the latest step stands; it can be taken back while it is DONE, or once more where that has FAILED. */
type State = 'NONE' | 'DONE' | 'UNDOING' | 'UNDONE' | 'FAILED'

const last = shallowRef<Undoable>()
const state = ref<State>('NONE')
const failure = shallowRef<unknown>()

function forget(): void {
  last.value = undefined
  failure.value = undefined
  state.value = 'NONE'
}

/** The step that can be taken back now: always the latest one of the whole page. */
export function useUndo() {
  return {
    last: readonly(last),
    state: readonly(state),
    failure: readonly(failure),
    /** Says what was done and offers to take it back, until something else is done or another page is opened. */
    offer(said: string, undo: () => Promise<unknown>): void {
      forget()
      last.value = { said, undo }
      state.value = 'DONE'
    },
    /** Takes the latest step back; nothing happens where there is none. */
    async takeBack(): Promise<void> {
      const step = last.value
      if (!step || (state.value !== 'DONE' && state.value !== 'FAILED')) return
      state.value = 'UNDOING'
      failure.value = undefined
      try {
        await step.undo()
        if (last.value === step) state.value = 'UNDONE'
      } catch (error) {
        if (last.value !== step) return
        failure.value = error
        state.value = 'FAILED'
      }
    },
    forget,
  }
}
