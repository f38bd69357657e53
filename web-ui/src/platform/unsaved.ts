import { onScopeDispose, toValue, watchEffect, type MaybeRefOrGetter } from 'vue'
import { onBeforeRouteLeave, onBeforeRouteUpdate } from 'vue-router'
import { useI18n } from '@/i18n'

const holders = new Set<symbol>()

/** Is something typed anywhere on the page that is not saved? */
export const hasUnsaved = (): boolean => holders.size > 0

/** Asks before something typed is lost; true when there is nothing, or the reader lets it go. */
export function mayLeave(): boolean {
  const { t } = useI18n()
  return holders.size === 0 || window.confirm(t('unsaved.leave'))
}

function warn(event: BeforeUnloadEvent) {
  if (holders.size > 0) event.preventDefault()
}

/** Keeps the reader from leaving a page by mistake while something typed is not saved. */
export function useUnsaved(dirty: MaybeRefOrGetter<boolean>): void {
  const holder = Symbol('unsaved')
  watchEffect(() => {
    if (toValue(dirty)) holders.add(holder)
    else holders.delete(holder)
  }, { flush: 'sync' })
  window.addEventListener('beforeunload', warn)
  onBeforeRouteLeave(() => mayLeave())
  onBeforeRouteUpdate((to, from) => to.path === from.path || mayLeave())
  onScopeDispose(() => {
    holders.delete(holder)
    if (holders.size === 0) window.removeEventListener('beforeunload', warn)
  })
}
