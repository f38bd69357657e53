import { onBeforeUpdate, onUpdated, type Ref } from 'vue'

/**
 * When items of a list change places, the one that holds the keyboard stays where the reader sees it, and keeps the keyboard: a browser
 * takes it away from an element that is moved.
 */
export function useSteadyPlace(list: Readonly<Ref<HTMLElement | null>>): void {
  let held: { element: HTMLElement; top: number } | undefined

  onBeforeUpdate(() => {
    const element = document.activeElement
    held = element instanceof HTMLElement && list.value?.contains(element)
      ? { element, top: element.getBoundingClientRect().top }
      : undefined
  })

  onUpdated(() => {
    if (!held?.element.isConnected) return
    if (document.activeElement !== held.element) held.element.focus({ preventScroll: true })
    const moved = held.element.getBoundingClientRect().top - held.top
    if (moved !== 0) scrollerOf(held.element).scrollTop += moved
  })
}

/** The pane that an element scrolls in, or the window. */
function scrollerOf(element: Element): Element {
  for (let pane = element.parentElement; pane && pane !== document.body; pane = pane.parentElement) {
    if (pane.scrollHeight > pane.clientHeight && ['auto', 'scroll'].includes(getComputedStyle(pane).overflowY)) return pane
  }
  return document.scrollingElement ?? document.documentElement
}
