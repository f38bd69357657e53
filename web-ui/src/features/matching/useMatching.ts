import { useQuery } from '@tanstack/vue-query'
import { computed, onScopeDispose, shallowRef, watch, type Ref } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { fetchMatches } from '@/api/calls'
import type { LibraryCode, LibraryRecord, Match } from '@/api/types'
import { isUnpublished } from '@/platform/publication'

export const MOST_MATCHES = 20

/** What is said of a match is heeded a moment later: so long after each reading the list is read again. */
const PAUSES_MS = [400, 800, 1600, 3200] as const

/** Whom a record can be matched with, in the order of the tabs. */
const TARGETS: Readonly<Record<LibraryCode, readonly LibraryCode[]>> = {
  problems: ['experts', 'teams', 'societies', 'projects'],
  experts: ['problems'],
  teams: ['problems'],
  societies: ['problems'],
  projects: ['problems'],
  enterprises: [],
}

export interface Matching {
  readonly targets: readonly LibraryCode[]
  readonly target: LibraryCode | undefined
  /** The best ones; below them the one that is explained, should it have sunk out of them while the reader looked at it. */
  readonly matches: readonly Match[] | undefined
  /** The explained match that has sunk out of the best. */
  readonly sunk: Match | undefined
  readonly error: Error | null
  /** The match that is explained. */
  readonly chosen: Match | undefined
  choose: (id: string | null) => void
  retry: () => void
  /** Somebody said whether a match fits: stays with that match and reads until the list has changed. */
  judged: (id: string) => void
}

/**
 * Matches of a record. Target and chosen match stand in the address.
 *
 * @param firstByItself explain the best match where the reader has chosen none
 */
export function useMatching(record: Ref<LibraryRecord | undefined>, firstByItself: Ref<boolean>): Matching {
  const route = useRoute()
  const router = useRouter()

  // What is not published is not matched.
  const targets = computed(() => (record.value && !isUnpublished(record.value) ? TARGETS[record.value.library] : []))
  const target = computed(() => targets.value.find((known) => known === route.query.target) ?? targets.value[0])
  const query = useQuery({
    queryKey: computed(() => ['matches', record.value?.library, record.value?.id, target.value]),
    queryFn: ({ signal }) => {
      if (!record.value || !target.value) throw new Error('Matches were asked for before the record was there.')
      return fetchMatches(record.value.library, record.value.id, target.value, MOST_MATCHES, signal)
    },
    enabled: computed(() => record.value !== undefined && target.value !== undefined),
  })
  const listed = computed(() => query.data.value?.find((match) => match.id === route.query.match))
  const seen = shallowRef<Match>()
  watch(listed, (match) => { seen.value = match ?? seen.value }, { immediate: true })
  const sunk = computed(() =>
    query.data.value && !listed.value && seen.value && seen.value.id === route.query.match ? seen.value : undefined)
  const matches = computed(() => (sunk.value && query.data.value ? [...query.data.value, sunk.value] : query.data.value))
  const chosen = computed(() => listed.value ?? sunk.value ?? (firstByItself.value ? matches.value?.[0] : undefined))

  function choose(id: string | null) {
    void router.replace({ query: { ...route.query, match: id ?? undefined } })
  }

  let reading = 0
  onScopeDispose(() => { reading++ })

  async function readUntilChanged() {
    const turn = ++reading
    for (const pause of PAUSES_MS) {
      const before = query.data.value
      await new Promise((resolve) => { setTimeout(resolve, pause) })
      if (turn !== reading) return
      await query.refetch()
      // An equal answer stays the same object.
      if (query.data.value !== before) return
    }
  }

  // Getters, so that a template reads plain values that stay reactive.
  return {
    get targets() { return targets.value },
    get target() { return target.value },
    get matches() { return matches.value },
    get error() { return query.error.value },
    get sunk() { return sunk.value },
    get chosen() { return chosen.value },
    choose,
    retry() {
      void query.refetch()
    },
    judged(id) {
      if (route.query.match !== id) choose(id)
      void readUntilChanged()
    },
  }
}
