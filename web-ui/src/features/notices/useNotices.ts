import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, onScopeDispose, ref, watch, type Ref } from 'vue'
import { fetchNotices, fetchSubscriptions, markAllNotices, markNotice, subscribe, unsubscribe, type Wanted } from '@/api/calls'
import type { Notice, NoticeState, Subscription } from '@/api/types'
import { useI18n } from '@/i18n'
import { useUndo } from '@/platform/undo'
import { wantedOf } from './searches'

const NOTICES = ['notices'] as const
const SUBSCRIPTIONS = ['subscriptions'] as const

/** After so long a stream that the server closed is opened again. */
const AGAIN_MS = 5000

/** Follows how many notices are unread, for as long as somebody is there who may have any. */
export function useNoticeState(wanted: Ref<boolean>) {
  const queries = useQueryClient()
  const state = ref<NoticeState>()
  let stream: EventSource | undefined
  let timer: ReturnType<typeof setTimeout> | undefined

  function close() {
    stream?.close()
    stream = undefined
    clearTimeout(timer)
  }

  function listen() {
    close()
    const source = new EventSource('/api/notices/events')
    stream = source
    source.addEventListener('notices', (event: MessageEvent<string>) => {
      const before = state.value
      state.value = JSON.parse(event.data) as NoticeState
      if (before !== undefined) void queries.invalidateQueries({ queryKey: NOTICES })
    })
    source.addEventListener('error', () => {
      // The browser reconnects by itself unless the server refused.
      if (source.readyState === EventSource.CLOSED) timer = setTimeout(listen, AGAIN_MS)
    })
  }

  watch(wanted, (now) => {
    state.value = undefined
    if (now) listen()
    else close()
  }, { immediate: true })
  onScopeDispose(close)
  return state
}

/** All notices, page after page, the latest first. */
export function useNotices() {
  const queries = useQueryClient()
  const query = useInfiniteQuery({
    queryKey: NOTICES,
    queryFn: ({ pageParam }) => fetchNotices(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })
  const reread = () => queries.invalidateQueries({ queryKey: NOTICES })
  return {
    query,
    notices: computed<Notice[] | undefined>(() => query.data.value?.pages.flatMap((page) => page.notices)),
    unread: computed(() => query.data.value?.pages[0]?.unread ?? 0),
    mark: useMutation({ mutationFn: ({ id, read }: { id: string; read: boolean }) => markNotice(id, read), onSettled: reread }),
    markAll: useMutation({ mutationFn: markAllNotices, onSettled: reread }),
  }
}

/** What the reader has subscribed to. */
export function useSubscriptions(wanted: Ref<boolean>) {
  const { t } = useI18n()
  const { offer } = useUndo()
  const queries = useQueryClient()
  const query = useQuery({ queryKey: SUBSCRIPTIONS, queryFn: fetchSubscriptions, enabled: wanted })
  const reread = () => queries.invalidateQueries({ queryKey: SUBSCRIPTIONS })
  return {
    query,
    subscriptions: computed<Subscription[]>(() => query.data.value ?? []),
    add: useMutation({ mutationFn: (what: Wanted) => subscribe(what), onSettled: reread }),
    remove: useMutation({
      mutationFn: (one: Subscription) => unsubscribe(one.id),
      onSuccess(_done, one) {
        const again = wantedOf(one)
        if (again) offer(t(one.feed ? 'subscriptions.ended.feed' : 'subscriptions.ended'), () => subscribe(again).finally(reread))
      },
      onSettled: reread,
    }),
  }
}
