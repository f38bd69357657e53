import { computed, shallowRef, type ComputedRef } from 'vue'

const MOST_STEPS = 50

export interface History<T> {
  readonly now: ComputedRef<T>
  readonly canUndo: ComputedRef<boolean>
  change: (next: T) => void
  undo: () => void
  /** Begins anew: what was before cannot come back. */
  reset: (next: T) => void
}

/** A value with what it was before, so that a change can be taken back instead of being asked about. */
export function useHistory<T>(first: T): History<T> {
  const steps = shallowRef<readonly T[]>([first])
  const now = computed(() => steps.value.at(-1) as T)
  return {
    now,
    canUndo: computed(() => steps.value.length > 1),
    change(next) {
      if (next !== now.value) steps.value = [...steps.value.slice(-MOST_STEPS), next]
    },
    undo() {
      if (steps.value.length > 1) steps.value = steps.value.slice(0, -1)
    },
    reset(next) {
      steps.value = [next]
    },
  }
}
