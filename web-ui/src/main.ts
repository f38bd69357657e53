import { QueryCache, QueryClient, VueQueryPlugin } from '@tanstack/vue-query'
import { createApp } from 'vue'
import { asProblem } from '@/api/problem'
import { SESSION_KEY } from '@/features/session/useSession'
import App from './App.vue'
import { router } from './router'
import './styles/base.css'
import './styles/forms.css'
import './styles/tokens.css'

const RELOADED_KEY = 'jiebang.reloaded'
const RELOAD_PAUSE_MS = 10_000

// After an update of the server the parts of the old page are gone. The new page is fetched, but not again and again.
window.addEventListener('vite:preloadError', () => {
  const last = Number(sessionStorage.getItem(RELOADED_KEY))
  if (Date.now() - last < RELOAD_PAUSE_MS) return
  sessionStorage.setItem(RELOADED_KEY, String(Date.now()))
  window.location.reload()
})

const queryClient = new QueryClient({
  queryCache: new QueryCache({
    // The session has ended meanwhile: what is allowed now is asked again, and the page follows.
    onError(error) {
      if (asProblem(error).status === 401) void queryClient.invalidateQueries({ queryKey: SESSION_KEY })
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      refetchOnWindowFocus: false,
      // Only what may pass by itself is tried again.
      retry: (failures, error) => failures < 1 && ['network', 'unavailable'].includes(asProblem(error).kind),
    },
  },
})

createApp(App).use(router).use(VueQueryPlugin, { queryClient }).mount('#app')
