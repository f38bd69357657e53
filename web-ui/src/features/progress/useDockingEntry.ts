import { useQueryClient } from '@tanstack/vue-query'
import { computed, reactive, ref, shallowRef } from 'vue'
import { attachEvidence, recordDocking } from '@/api/calls'
import type { DockingKind, DockingLog } from '@/api/types'

/** A file that proves an entry, and why it could not be attached; undefined while it was not tried. */
export interface Proof {
  file: File
  problem?: unknown
}

export const keyOf = (file: File): string => `${file.name} ${file.size} ${file.lastModified}`

/**
 * An entry of the docking log together with its files. The entry is written first and is there whatever becomes of its files; what was
 * refused stays in the list with its reason until it is tried again or dropped.
 */
export function useDockingEntry(claim: () => string, today: string, keep: (log: DockingLog) => void) {
  const queries = useQueryClient()
  const blank = () => ({ kind: 'ON_SITE' as DockingKind, person: '', from: today, to: today, content: '' })
  const entry = reactive(blank())
  const proofs = shallowRef<Proof[]>([])
  /** The entry that is written and whose files are not all attached. */
  const recorded = ref('')
  /** Were files of that entry refused? */
  const refused = ref(false)
  const busy = ref(false)
  const problem = shallowRef<unknown>()
  /** How often an entry was written with all its files. */
  const done = ref(0)
  const complete = computed(() => entry.person.trim() !== '' && entry.content.trim() !== '')
  const dirty = computed(() => entry.person !== '' || entry.content !== '' || proofs.value.length > 0)

  /** Adds files; one that is there already is not added again. */
  function choose(files: Iterable<File>) {
    const all = new Map(proofs.value.map((proof) => [keyOf(proof.file), proof]))
    for (const file of files) if (!all.has(keyOf(file))) all.set(keyOf(file), { file })
    proofs.value = [...all.values()]
  }
  function drop(proof: Proof) {
    proofs.value = proofs.value.filter((other) => other !== proof)
    if (recorded.value !== '' && proofs.value.length === 0) finish()
  }

  function finish() {
    recorded.value = ''
    refused.value = false
    proofs.value = []
    done.value += 1
  }

  async function attachAll() {
    const subject = recorded.value
    const left: Proof[] = []
    for (const { file } of proofs.value) {
      try {
        await attachEvidence('docking', subject, file)
      } catch (error) {
        left.push({ file, problem: error })
      }
    }
    proofs.value = left
    refused.value = left.length > 0
    await queries.invalidateQueries({ queryKey: ['evidence', 'docking', subject] })
    if (left.length === 0) finish()
  }

  async function save() {
    if (busy.value || (recorded.value === '' && !complete.value)) return
    busy.value = true
    problem.value = undefined
    try {
      if (recorded.value === '') {
        const log = await recordDocking(claim(), { ...entry })
        keep(log)
        Object.assign(entry, { ...blank(), kind: entry.kind, from: entry.from, to: entry.to })
        recorded.value = log.recorded ?? ''
      }
      await attachAll()
    } catch (error) {
      problem.value = error
    } finally {
      busy.value = false
    }
  }

  return { entry, proofs, recorded, refused, busy, problem, done, complete, dirty, choose, drop, finish, save }
}
