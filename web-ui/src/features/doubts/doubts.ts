import type { Doubt, DoubtChoices } from '@/api/types'

export type DoubtOutcome = 'CONFIRMED' | 'CORRECTED' | 'NOT_STATED' | 'FILLED' | 'STAYS_BLANK'

/** Was the cell left blank, though every need should state it? */
export function unstated({ value }: Pick<Doubt, 'value'>): boolean {
  return value === ''
}

/** What a decision made of a value that was read, or of a cell that was left blank. */
export function outcomeOf({ value }: Pick<Doubt, 'value'>, decided: string): DoubtOutcome {
  if (unstated({ value })) return decided === '' ? 'STAYS_BLANK' : 'FILLED'
  if (decided === value) return 'CONFIRMED'
  return decided === '' ? 'NOT_STATED' : 'CORRECTED'
}

/** Has somebody changed the field since it was read? Then only the value of now can be accepted. */
export function changedSince({ value, now }: Pick<Doubt, 'value' | 'now'>): boolean {
  return value !== now
}

/** The value that a key decides for: Enter the one that stands there, 1 to 9 one of the others, 0 none. Undefined for any other key. */
export function valueOf(key: string, doubt: Pick<Doubt, 'value' | 'now' | 'others'>): string | undefined {
  if (key === 'enter') return doubt.now
  if (changedSince(doubt)) return undefined
  if (key === '0') return ''
  return /^[1-9]$/.test(key) ? doubt.others[Number(key) - 1]?.value : undefined
}

/** Names that a column is chosen from; none where anything can be written. */
export function namesFor(heading: string, choices: DoubtChoices | undefined): readonly string[] {
  const columns: Record<string, readonly string[] | undefined> = {
    产业领域: choices?.fields,
    产业链环节: choices?.segments,
    所在地区: choices?.regions,
  }
  return columns[heading] ?? []
}
