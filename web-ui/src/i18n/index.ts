import { computed, ref, watchEffect } from 'vue'
import { storeChoice, storedChoice } from '@/platform/stored'
import { en, zh, type MessageKey } from './messages'

export type { MessageKey }
export type Language = 'zh' | 'en'
export type Translate = (key: MessageKey, values?: Record<string, string | number>) => string

const STORE_KEY = 'jiebang.language'
const tables: Record<Language, Record<MessageKey, string>> = { zh, en }

const language = ref<Language>(storedChoice(STORE_KEY, ['zh', 'en']))
const locale = computed(() => (language.value === 'zh' ? 'zh-CN' : 'en-GB'))
const numbers = computed(() => new Intl.NumberFormat(locale.value))
const days = computed(
  () => new Intl.DateTimeFormat(locale.value, { year: 'numeric', month: 'short', day: 'numeric' }),
)
const moments = computed(
  () => new Intl.DateTimeFormat(locale.value, { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' }),
)
const instants = computed(
  () => new Intl.DateTimeFormat(locale.value, {
    year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit',
  }),
)

const t: Translate = (key, values = {}) =>
  tables[language.value][key].replace(/\{(\w+)\}/g, (hole, name: string) => String(values[name] ?? hole))

function setLanguage(next: Language): void {
  language.value = next
  storeChoice(STORE_KEY, next)
}

watchEffect(() => {
  document.documentElement.lang = locale.value
})

/** Texts, numbers and dates in the language of the reader; switching it redraws the page. */
export function useI18n() {
  return {
    t,
    language,
    locale,
    setLanguage,
    number: (value: number) => numbers.value.format(value),
    day: (iso: string) => days.value.format(new Date(iso)),
    moment: (iso: string) => moments.value.format(new Date(iso)),
    /** To the second, with the year. */
    instant: (iso: string) => instants.value.format(new Date(iso)),
    /** Chinese or English of a sentence that the server gives in both. */
    sentence: (both: { chinese: string; english: string }) => (language.value === 'zh' ? both.chinese : both.english),
  }
}
