import { computed, onScopeDispose, ref, watch, type Ref } from 'vue'
import { saveField } from '@/api/calls'
import type { FieldContent, FieldValue } from '@/api/types'
import { forgetText, keepText, keptText, sameContent } from './drafts'

const PAUSE_MS = 700
const AGAIN_MS = 5000

export type FieldState = 'rest' | 'waiting' | 'saving' | 'saved' | 'failed' | 'conflict'

/**
 * One field as it is typed: saved after a rest, over the version it was typed on. Who is second gets both texts to choose from; what is not
 * saved yet stays in the browser.
 */
export function useField(application: string, field: string, known: Ref<FieldValue | undefined>, empty: FieldContent, saved: (value: FieldValue) => void) {
  const content = (value: FieldValue | undefined): FieldContent => value?.value ?? empty
  const typed = ref<FieldContent>(content(known.value)) as Ref<FieldContent>
  const version = ref(known.value?.version ?? 0)
  const base = ref<FieldContent>(content(known.value)) as Ref<FieldContent>
  const theirs = ref<FieldValue>()
  const state = ref<FieldState>('rest')
  let timer: ReturnType<typeof setTimeout> | undefined

  const dirty = computed(() => !sameContent(typed.value, base.value))

  function adopt(value: FieldValue | undefined) {
    base.value = content(value)
    version.value = value?.version ?? 0
  }

  function plan(pause: number) {
    clearTimeout(timer)
    timer = setTimeout(() => { void save() }, pause)
  }

  function type(value: FieldContent) {
    typed.value = value
    if (state.value === 'conflict') return
    if (!dirty.value) {
      clearTimeout(timer)
      forgetText(application, field)
      state.value = 'rest'
      return
    }
    keepText(application, field, { version: version.value, value })
    state.value = 'waiting'
    plan(PAUSE_MS)
  }

  async function save(): Promise<void> {
    clearTimeout(timer)
    if (state.value === 'saving' || state.value === 'conflict' || !dirty.value) return
    const sent = typed.value
    state.value = 'saving'
    try {
      const answer = await saveField(application, field, sent, version.value)
      if (!answer.saved && !sameContent(answer.now.value, sent)) {
        theirs.value = answer.now
        state.value = 'conflict'
        return
      }
      adopt(answer.now)
      saved(answer.now)
      if (dirty.value) {
        keepText(application, field, { version: version.value, value: typed.value })
        state.value = 'waiting'
        plan(PAUSE_MS)
      } else {
        forgetText(application, field)
        state.value = 'saved'
      }
    } catch {
      state.value = 'failed'
      plan(AGAIN_MS)
    }
  }

  function keepTheirs() {
    const other = theirs.value
    if (!other) return
    theirs.value = undefined
    adopt(other)
    typed.value = content(other)
    forgetText(application, field)
    saved(other)
    state.value = 'saved'
  }

  function keepMine() {
    const other = theirs.value
    if (!other) return
    theirs.value = undefined
    adopt(other)
    saved(other)
    state.value = 'waiting'
    void save()
  }

  // What others wrote appears by itself where nothing is being typed.
  watch(known, (value) => {
    if (!value || value.version <= version.value || state.value === 'saving') return
    if (dirty.value) {
      if (state.value !== 'conflict') theirs.value = value
      state.value = 'conflict'
      clearTimeout(timer)
    } else {
      adopt(value)
      typed.value = content(value)
    }
  })

  const kept = keptText(application, field)
  if (kept && !sameContent(kept.value, base.value)) {
    typed.value = kept.value
    if (kept.version === version.value) {
      state.value = 'waiting'
      plan(PAUSE_MS)
    } else if (known.value) {
      theirs.value = known.value
      state.value = 'conflict'
    }
  } else if (kept) {
    forgetText(application, field)
  }

  onScopeDispose(() => {
    clearTimeout(timer)
    if (dirty.value && state.value !== 'conflict') void save()
  })

  return { typed, state, theirs, dirty, type, save, keepTheirs, keepMine }
}
