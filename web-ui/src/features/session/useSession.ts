import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, watch } from 'vue'
import { fetchSession } from '@/api/calls'
import type { Action, Session } from '@/api/types'
import { can, canFor, identityOf } from './permissions'

export const SESSION_KEY = ['session'] as const

/** Who sits before the page and what he may do. Until the server has answered, nothing is allowed. */
export function useSession() {
  const queries = useQueryClient()
  const query = useQuery({
    queryKey: SESSION_KEY,
    queryFn: fetchSession,
    staleTime: 60_000,
    // Another window may have signed in or out meanwhile.
    refetchOnWindowFocus: 'always',
  })
  return {
    query,
    session: query.data,
    signedIn: computed(() => query.data.value?.signedIn ?? false),
    can: (action: Action) => can(query.data.value, action),
    canFor: (action: Action, organisationId: string) => canFor(query.data.value, action, organisationId),
    /** Takes the session that an answer brought. Who was asked about before that is on the way no more. */
    take: async (session: Session) => {
      await queries.cancelQueries({ queryKey: SESSION_KEY })
      queries.setQueryData(SESSION_KEY, session)
    },
    refresh: () => queries.invalidateQueries({ queryKey: SESSION_KEY }),
  }
}

/** Forgets everything that was read for somebody else, and reads again what is shown. Once, for the whole page. */
export function useFreshReadingsPerIdentity(): void {
  const queries = useQueryClient()
  const { session } = useSession()
  watch(() => session.value && identityOf(session.value), (now, before) => {
    if (now === undefined || before === undefined) return
    void queries.resetQueries({ predicate: (query) => query.queryKey[0] !== SESSION_KEY[0] })
  })
}
