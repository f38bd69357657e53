import { onScopeDispose } from 'vue'

/**
 * Letters and digits as commands of a page, in lower case. A letter that is typed into a field is a letter, and Enter on a link or a button
 * presses it; a key that is held down counts once.
 */
export function useKeys(deedOf: (key: string) => (() => void) | undefined) {
  function press(event: KeyboardEvent) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.repeat) return
    const on = event.target instanceof HTMLElement ? event.target : undefined
    if (on?.closest('input:not([type=checkbox]), textarea, select, [role=dialog]')) return
    const key = event.key.toLowerCase()
    if (key === 'enter' && on?.closest('a, button, summary')) return
    const deed = deedOf(key)
    if (!deed) return
    event.preventDefault()
    deed()
  }
  document.addEventListener('keydown', press)
  onScopeDispose(() => { document.removeEventListener('keydown', press) })
}
