import { shallowRef } from 'vue'
import { fetchNames } from '@/api/calls'
import { useI18n } from '@/i18n'

/** English by Chinese; empty until somebody reads English. */
const english = shallowRef<Readonly<Record<string, string>>>({})
let asked = false

async function ask() {
  asked = true
  try {
    english.value = await fetchNames()
  } catch {
    // Chinese names stand meanwhile; the next one that is needed asks again.
    asked = false
  }
}

/**
 * Names that the platform itself gives to industries, places, states and columns, in the language of the reader. The server names them in
 * Chinese; what it has no English name for is somebody's own text and stays as it was written.
 */
export function useNames() {
  const { language } = useI18n()

  function name(chinese: string): string {
    if (language.value === 'zh' || chinese === '') return chinese
    if (!asked) void ask()
    return english.value[chinese] ?? counted(chinese) ?? chinese
  }

  return {
    name,
    /** Several names as one text. */
    list: (chinese: readonly string[]) => chinese.map(name).filter((one) => one !== '').join(language.value === 'zh' ? '、' : '; '),
    /** What stands between a heading and what follows it. */
    colon: () => (language.value === 'zh' ? '：' : ': '),
  }
}

/** A number with its unit, such as "12 人". */
function counted(chinese: string): string | undefined {
  const [, amount, unit = ''] = /^([\d.]+) (\p{Script=Han}+)$/u.exec(chinese) ?? []
  const name = english.value[unit]
  return amount === undefined || name === undefined ? undefined : `${amount} ${name}`
}
