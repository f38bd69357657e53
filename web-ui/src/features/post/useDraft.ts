import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, ref, shallowRef, watch, type Ref } from 'vue'
import { createProblem, fetchProgress, fetchRecord, saveProblem, takeStep } from '@/api/calls'
import { asProblem } from '@/api/problem'
import type { LibraryRecord, OwnProblem } from '@/api/types'
import { bodyOf, draftOf, emptyDraft, isSame, type Draft } from './draft'

const keyOf = (id: string | undefined) => ['record', 'problems', id]

/** What a record and an answer to a save have in common. */
type Known = Pick<OwnProblem, 'id' | 'title' | 'version' | 'publication'>

/** Somebody else has saved the problem since it was read. */
export class SavedElsewhere extends Error {}

/**
 * One problem while it is written: what stands in the form, and what the server has of it. What was typed is replaced only by another
 * problem, by `reload`, or by what has just been saved.
 */
export function useDraft(id: Ref<string | undefined>) {
  const queries = useQueryClient()
  const draft = ref<Draft>(emptyDraft())
  const saved = ref<Draft>(emptyDraft())
  /** The problem as last read or saved; undefined while it is new. */
  const known = shallowRef<Known>()
  const dirty = computed(() => !isSame(draft.value, saved.value))
  /** Does the form show the problem that the address names? A new one is there at once, and stays while its address is made. */
  const ready = computed(() => id.value === undefined || known.value?.id === id.value)

  const query = useQuery({
    queryKey: computed(() => keyOf(id.value)),
    queryFn: ({ signal }) => fetchRecord('problems', id.value ?? '', signal),
    enabled: computed(() => id.value !== undefined),
    staleTime: 0,
  })

  function adopt(read: LibraryRecord | undefined) {
    known.value = read
    saved.value = read ? draftOf(read) : emptyDraft()
    draft.value = read ? draftOf(read) : emptyDraft()
  }

  watch(id, (now) => {
    if (now === undefined && known.value !== undefined) adopt(undefined)
  })
  watch(query.data, (read) => {
    if (!read || read.id !== id.value) return
    const current = known.value?.id === read.id ? known.value : undefined
    // An answer that was on its way while it was saved may be older.
    if (!current || (!dirty.value && read.version >= current.version)) adopt(read)
  }, { immediate: true })

  function keep<T extends Known>(now: T): T {
    known.value = now
    void queries.invalidateQueries({ queryKey: ['own-problems'] })
    void queries.invalidateQueries({ queryKey: keyOf(now.id) })
    return now
  }

  /** A conflict is about the version, or about a name that is taken; only the version tells them apart. */
  async function change(problem: Known, call: Promise<OwnProblem>): Promise<OwnProblem> {
    try {
      return keep(await call)
    } catch (error) {
      if (asProblem(error).code === 'CONFLICT' && (await newest(problem)).version !== problem.version) throw new SavedElsewhere()
      throw error
    }
  }

  const newest = (problem: Known) => fetchRecord('problems', problem.id)

  async function save(over = known.value): Promise<Known> {
    const sent: Draft = { ...draft.value, cells: { ...draft.value.cells } }
    const body = bodyOf(sent, saved.value)
    const now = over ? await change(over, saveProblem(over.id, body, over.version)) : keep(await createProblem(body))
    saved.value = sent
    return now
  }

  return {
    draft,
    known,
    dirty,
    ready,
    query,
    save: () => save(),
    /** Saves what was typed over what somebody else has saved meanwhile. */
    async overwrite() {
      if (known.value) await save(await newest(known.value))
    },
    /** Takes what the server has, and lets go what was typed. */
    async reload() {
      if (known.value) adopt(await newest(known.value))
    },
    /** Saves what was typed, and sends the problem on its way; answers where it stands then. */
    async submit() {
      const problem = dirty.value || !known.value ? await save() : known.value
      const { version } = await fetchProgress(problem.id)
      const progress = await takeStep(problem.id, 'SUBMIT', version)
      queries.setQueryData(['progress', problem.id], progress)
      keep(problem)
      return progress
    },
  }
}
