import { onScopeDispose, ref, watch, type Ref } from 'vue'
import type { ApplicationNews } from '@/api/types'

const AGAIN_MS = 5000

/** Who else has an application open, and when something in it has changed. */
export function useNews(id: Ref<string>, changed: () => void) {
  const news = ref<ApplicationNews>()
  let stream: EventSource | undefined
  let timer: ReturnType<typeof setTimeout> | undefined

  function close() {
    stream?.close()
    stream = undefined
    clearTimeout(timer)
  }

  function listen() {
    close()
    const source = new EventSource(`/api/applications/${id.value}/events`)
    stream = source
    source.addEventListener('application', (event: MessageEvent<string>) => {
      const before = news.value
      news.value = JSON.parse(event.data) as ApplicationNews
      if (before !== undefined && before.changes !== news.value.changes) changed()
    })
    source.addEventListener('error', () => {
      // The browser reconnects by itself unless the server refused.
      if (source.readyState === EventSource.CLOSED) timer = setTimeout(listen, AGAIN_MS)
    })
  }

  watch(id, () => {
    news.value = undefined
    listen()
  }, { immediate: true })
  onScopeDispose(close)
  return news
}
