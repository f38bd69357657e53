import { onScopeDispose, ref, type Ref } from 'vue'

/** Does the window meet a media query? Follows every change while the component lives. */
export function useMedia(query: string): Ref<boolean> {
  const media = window.matchMedia(query)
  const matches = ref(media.matches)
  const update = (event: MediaQueryListEvent) => {
    matches.value = event.matches
  }
  media.addEventListener('change', update)
  onScopeDispose(() => { media.removeEventListener('change', update) })
  return matches
}
