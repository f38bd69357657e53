import type { Assignment } from '@/api/types'

export interface Named {
  readonly id: string
  readonly title: string
}

export const without = (all: readonly Named[], some: readonly Named[]): Named[] => {
  const gone = new Set(some.map((one) => one.id))
  return all.filter((one) => !gone.has(one.id))
}

/** How many each problem needs once those that get too few ask for no more than they can get; a problem that can get none is left out. */
export function possible(assignment: Pick<Assignment, 'missing'>, demands: Readonly<Record<string, number>>): { demands: Record<string, number>; none: string[] } {
  const none = assignment.missing.filter((problem) => problem.possible === 0).map((problem) => problem.id)
  const some = assignment.missing.filter((problem) => problem.possible > 0).map((problem) => [problem.id, problem.possible] as const)
  return { demands: { ...demands, ...Object.fromEntries(some) }, none }
}

/** What is shown of a saved assignment: the pairs of each problem together, in their order. */
export function served(pairs: readonly { problem: string; problemTitle: string; supply: string; supplyTitle: string; score: number }[]): Pick<Assignment['problems'][number], 'id' | 'title' | 'by'>[] {
  const problems = new Map<string, { id: string; title: string; by: { id: string; title: string; score: number }[] }>()
  for (const pair of pairs) {
    const problem = problems.get(pair.problem) ?? { id: pair.problem, title: pair.problemTitle, by: [] }
    problem.by.push({ id: pair.supply, title: pair.supplyTitle, score: pair.score })
    problems.set(pair.problem, problem)
  }
  return [...problems.values()]
}
