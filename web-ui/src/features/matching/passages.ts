import type { LibraryRecord } from '@/api/types'
import { findWords, type TextRange } from '@/platform/marks'

export interface Passage {
  readonly heading: string
  readonly text: string
  readonly marks: readonly TextRange[]
}

interface Word {
  readonly text: string
  readonly share: number
}

/** Said elsewhere on the page, or no text to read. */
const NOT_READ = new Set(['产业领域', '产业链环节', '所在地区', '服务地区', '统一社会信用代码', '成员名册'])
const SENTENCE = /[^。；;！？\n]+[。；;！？]?/g

/** The sentences of a record that hold most of the words that met, in the order of the record. */
export function passagesOf(record: Pick<LibraryRecord, 'title' | 'cells'>, words: readonly Word[], most: number): Passage[] {
  const cells = record.cells.filter(({ heading, value }) => !NOT_READ.has(heading) && value !== record.title)
  const all = cells.flatMap(({ heading, value }) =>
    (value.match(SENTENCE) ?? []).map((raw) => {
      const text = raw.trim().replace(/[；;]$/, '')
      const met = words.filter((word) => findWords(text, [word.text]).length > 0)
      return {
        heading,
        text,
        marks: findWords(text, met.map((word) => word.text)),
        weight: met.reduce((sum, word) => sum + word.share, 0),
        met: met.length,
      }
    }),
  )
  const best = all
    .filter((passage) => passage.met > 0)
    .sort((a, b) => b.weight - a.weight || b.met - a.met)
    .slice(0, most)
  return all.filter((passage) => best.includes(passage)).map(({ heading, text, marks }) => ({ heading, text, marks }))
}
