import type { ReviewCriterion } from '@/api/types'

/** A line of a score sheet as the server takes it. */
export interface CriterionDraft {
  id: string
  chinese: string
  english: string
  weight: number
  most: number
}

/** The weights of a sheet make so much together. */
export const WHOLE = 100
export const MOST_LINES = 20

export const draftOf = (lines: readonly ReviewCriterion[]): CriterionDraft[] =>
  lines.map(({ id, name, weight, most }) => ({ id, chinese: name.chinese, english: name.english, weight, most }))

const isWhole = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= WHOLE

export const sumOf = (lines: readonly CriterionDraft[]): number => lines.reduce((sum, { weight }) => sum + (Number.isFinite(weight) ? Number(weight) : 0), 0)

export const isLineComplete = (line: CriterionDraft): boolean => line.chinese.trim() !== '' && isWhole(line.weight) && isWhole(line.most)

/** Can the server take it as it stands? */
export const isComplete = (lines: readonly CriterionDraft[]): boolean =>
  lines.length > 0 && lines.length <= MOST_LINES && lines.every(isLineComplete) && sumOf(lines) === WHOLE

/** An id of capital letters that no line has: OWN_A, OWN_B … */
export function freeId(lines: readonly CriterionDraft[]): string {
  const taken = new Set(lines.map(({ id }) => id))
  for (let code = 65; code <= 90; code++) {
    const id = `OWN_${String.fromCharCode(code)}`
    if (!taken.has(id)) return id
  }
  throw new Error(`A sheet has ${MOST_LINES} lines at most, and there are 26 ids of its own.`)
}

/** The same lines with one a place up (-1) or down (1); as they are at the ends. */
export function moved(lines: readonly CriterionDraft[], from: number, by: -1 | 1): CriterionDraft[] {
  const to = from + by
  const next = [...lines]
  const [line] = next.splice(from, 1)
  if (line === undefined || to < 0 || to >= lines.length) return [...lines]
  next.splice(to, 0, line)
  return next
}
