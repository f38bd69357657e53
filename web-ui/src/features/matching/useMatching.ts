import { useQuery } from '@tanstack/vue-query'
import { computed, type Ref } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { fetchMatches } from '@/api/calls'
import type { LibraryCode, LibraryRecord, Match } from '@/api/types'
import { isUnpublished } from '@/platform/publication'

const MOST_MATCHES = 20

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
  readonly matches: readonly Match[] | undefined
  readonly error: Error | null
  /** The match that is explained. */
  readonly chosen: Match | undefined
  choose: (id: string | null) => void
  retry: () => void
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
  const matches = computed(() => query.data.value)
  const chosen = computed(
    () => matches.value?.find((match) => match.id === route.query.match) ?? (firstByItself.value ? matches.value?.[0] : undefined),
  )

  // Getters, so that a template reads plain values that stay reactive.
  return {
    get targets() { return targets.value },
    get target() { return target.value },
    get matches() { return matches.value },
    get error() { return query.error.value },
    get chosen() { return chosen.value },
    choose(id) {
      void router.replace({ query: { ...route.query, match: id ?? undefined } })
    },
    retry() {
      void query.refetch()
    },
  }
}
