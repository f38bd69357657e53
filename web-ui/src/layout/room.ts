import { onScopeDispose, readonly, ref, type Ref } from 'vue'

const BRAND = 128
const SWITCHES = 500
const GAP = 24
const NARROWEST = 1100

/** Width of the window that a bar with these words needs beside brand and switches, in pixels: a Latin letter takes half a Chinese sign or a bit more. */
export function roomFor(labels: readonly string[]): number {
  const widths = labels.map((label) => [...label].reduce((sum, letter) => sum + ((letter.codePointAt(0) ?? 0) > 0x2e80 ? 14 : 7.5), GAP))
  return Math.max(NARROWEST, BRAND + SWITCHES + widths.reduce((sum, width) => sum + width, 0))
}

/** Width of the window in pixels, as it is now. */
export function useWindowWidth(): Readonly<Ref<number>> {
  const width = ref(window.innerWidth)
  const read = () => { width.value = window.innerWidth }
  window.addEventListener('resize', read)
  onScopeDispose(() => { window.removeEventListener('resize', read) })
  return readonly(width)
}
