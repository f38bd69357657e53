import { onScopeDispose, ref, watch, type Ref } from 'vue'

const PAUSE_MS = 250

/** A value that follows another once it has rested, so that not every key pressed asks the server. */
export function useLater<T>(source: Readonly<Ref<T>>): Readonly<Ref<T>> {
  const later = ref(source.value) as Ref<T>
  let timer: ReturnType<typeof setTimeout> | undefined
  watch(source, (value) => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      later.value = value
    }, PAUSE_MS)
  })
  onScopeDispose(() => { clearTimeout(timer) })
  return later
}
