import { onScopeDispose, ref } from 'vue'
import { fetchSuggestions } from '@/api/calls'
import type { Suggestion } from '@/api/types'

const WAIT_MS = 160

/** Suggestions for what is being typed: asked for after a short pause, and only the answer to the last question counts. */
export function useSuggestions() {
  const suggestions = ref<Suggestion[]>([])
  let timer: ReturnType<typeof setTimeout> | undefined
  let turn = 0

  async function ask(words: string, own: number) {
    try {
      const answer = await fetchSuggestions(words)
      if (own === turn) suggestions.value = answer
    } catch {
      // Suggestions are a help; without them the search itself still works and says what is wrong.
      if (own === turn) suggestions.value = []
    }
  }

  function close() {
    clearTimeout(timer)
    turn++
    suggestions.value = []
  }

  function typed(text: string) {
    const words = text.trim()
    if (words === '') {
      close()
      return
    }
    clearTimeout(timer)
    const own = ++turn
    timer = setTimeout(() => void ask(words, own), WAIT_MS)
  }

  onScopeDispose(close)
  return { suggestions, typed, close }
}
