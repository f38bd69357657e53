import type { FieldContent } from '@/api/types'

/** What was typed and not saved yet, with the version it was typed over; it outlives the page and the browser. */
export interface KeptText {
  version: number
  value: FieldContent
}

const keyOf = (application: string, field: string) => `jiebang.application.${application}.${field}`

export function keepText(application: string, field: string, text: KeptText): void {
  try {
    localStorage.setItem(keyOf(application, field), JSON.stringify(text))
  } catch {
    // Full or forbidden: the page itself still holds it.
  }
}

export function forgetText(application: string, field: string): void {
  try {
    localStorage.removeItem(keyOf(application, field))
  } catch {
    // Nothing was kept.
  }
}

export function keptText(application: string, field: string): KeptText | undefined {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(application, field)) ?? 'null')
    if (kept === null || typeof kept !== 'object' || !('version' in kept) || !('value' in kept)) return undefined
    return kept as KeptText
  } catch {
    return undefined
  }
}

/** Two values say the same: texts but for spaces at their ends, rows but for empty cells and rows. */
export function sameContent(a: FieldContent, b: FieldContent): boolean {
  return JSON.stringify(bare(a)) === JSON.stringify(bare(b))
}

function bare(content: FieldContent): unknown {
  if (typeof content === 'string') return content.trim()
  const rows = content
    .map((row) => Object.entries(row).filter(([, text]) => text.trim() !== '').map(([column, text]) => [column, text.trim()]).sort())
    .filter((row) => row.length > 0)
  return rows.length === 0 ? '' : rows
}
