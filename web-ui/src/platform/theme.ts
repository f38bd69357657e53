import { computed, ref, watchEffect } from 'vue'
import { storeChoice, storedChoice } from './stored'

export type Theme = 'auto' | 'light' | 'dark'

const STORE_KEY = 'jiebang.theme'
const ORDER: readonly [Theme, Theme, Theme] = ['auto', 'light', 'dark']

const theme = ref<Theme>(storedChoice(STORE_KEY, ORDER))
const system = window.matchMedia('(prefers-color-scheme: dark)')
const systemDark = ref(system.matches)
system.addEventListener('change', (event) => {
  systemDark.value = event.matches
})
const dark = computed(() => (theme.value === 'auto' ? systemDark.value : theme.value === 'dark'))

watchEffect(() => {
  document.documentElement.classList.toggle('dark', dark.value)
})

/** Light or dark, as the system says or as the reader chose. */
export function useTheme() {
  return {
    theme,
    dark,
    nextTheme() {
      theme.value = ORDER[(ORDER.indexOf(theme.value) + 1) % ORDER.length] ?? 'auto'
      storeChoice(STORE_KEY, theme.value)
    },
  }
}
