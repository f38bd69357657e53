import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, ref, shallowRef, watch, type Ref } from 'vue'
import { createProblem, fetchRecord, publishProblem, saveProblem, withdrawProblem } from '@/api/calls'
import type { LibraryRecord } from '@/api/types'
import { bodyOf, draftOf, emptyDraft, isSame, type Draft } from './draft'

const keyOf = (id: string | undefined) => ['record', 'problems', id]

/**
 * One problem while it is written: what stands in the form, and what the server has of it. What was typed is replaced only by another
 * problem, by `reload`, or by what has just been saved.
 */
export function useDraft(id: Ref<string | undefined>) {
  const queries = useQueryClient()
  const draft = ref<Draft>(emptyDraft())
  const saved = ref<Draft>(emptyDraft())
  /** The problem as last read or saved; undefined while it is new. */
  const record = shallowRef<LibraryRecord>()
  const dirty = computed(() => !isSame(draft.value, saved.value))
  /** Does the form show the problem that the address names? */
  const ready = computed(() => record.value?.id === id.value)

  const query = useQuery({
    queryKey: computed(() => keyOf(id.value)),
    queryFn: ({ signal }) => fetchRecord('problems', id.value ?? '', signal),
    enabled: computed(() => id.value !== undefined),
    staleTime: 0,
  })

  function adopt(read: LibraryRecord | undefined) {
    record.value = read
    saved.value = read ? draftOf(read) : emptyDraft()
    draft.value = read ? draftOf(read) : emptyDraft()
  }

  watch(id, (now) => {
    if (now === undefined && record.value !== undefined) adopt(undefined)
  })
  watch(query.data, (read) => {
    if (read?.id !== id.value) return
    const known = record.value?.id === read?.id ? record.value : undefined
    // An answer that was on its way while it was saved may be older.
    if (read && (!known || (!dirty.value && read.version >= known.version))) adopt(read)
  }, { immediate: true })

  /** Keeps what was typed on meanwhile. */
  function keep(read: LibraryRecord, sent: Draft) {
    record.value = read
    saved.value = sent
    queries.setQueryData(keyOf(read.id), read)
    void queries.invalidateQueries({ queryKey: ['own-problems'] })
    return read
  }

  async function save(version = record.value?.version ?? 0): Promise<LibraryRecord> {
    const sent = structuredClone({ cells: { ...draft.value.cells }, confidential: draft.value.confidential })
    const known = record.value
    return keep(known ? await saveProblem(known.id, bodyOf(sent), version) : await createProblem(bodyOf(sent)), sent)
  }

  /** The problem with its state and version as the server has them now; what is typed stays. */
  async function renew(known: LibraryRecord): Promise<LibraryRecord> {
    return keep(await fetchRecord('problems', known.id), saved.value)
  }

  return {
    draft,
    record,
    dirty,
    ready,
    query,
    save,
    /** Saves what was typed over what somebody else has saved meanwhile. */
    async overwrite() {
      if (record.value) await save((await fetchRecord('problems', record.value.id)).version)
    },
    /** Takes what the server has, and lets go what was typed. */
    async reload() {
      if (record.value) adopt(await fetchRecord('problems', record.value.id))
    },
    async publish() {
      const known = dirty.value || !record.value ? await save() : record.value
      await publishProblem(known.id, known.version)
      return renew(known)
    },
    async withdraw() {
      if (!record.value) return
      await withdrawProblem(record.value.id, record.value.version)
      await renew(record.value)
    },
  }
}
