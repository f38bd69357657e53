import type { PossibleStep, ProblemClaimEvent, ProblemClaimState, ProblemEvent, ProblemState } from '@/api/types'

/** The way from need to confirmation, as people tell it. */
export const PHASES = ['COLLECT', 'TRIAGE', 'RECOMMEND', 'ASSESS', 'POST', 'DOCK', 'SOLVE', 'CONFIRM'] as const
export type Phase = (typeof PHASES)[number]

const AT: Record<ProblemState, Phase | undefined> = {
  DRAFT: 'COLLECT',
  QUESTIONED: 'COLLECT',
  TRIAGE: 'TRIAGE',
  RECOMMENDATION: 'RECOMMEND',
  ASSESSMENT: 'ASSESS',
  ASSESSED: 'POST',
  POSTED: 'POST',
  DOCKING: 'DOCK',
  AGREED: 'SOLVE',
  DISPUTED: 'SOLVE',
  DELIVERED: 'CONFIRM',
  CLOSED: 'CONFIRM',
  EXPIRED: undefined,
  WITHDRAWN: undefined,
  REJECTED: undefined,
}

/** Phases behind a problem, the one where it stands, and those before it; a problem that left the way has none. */
export function phasesOf(state: ProblemState): { phase: Phase; place: 'done' | 'here' | 'ahead' }[] {
  const here = AT[state]
  if (here === undefined) return []
  const index = PHASES.indexOf(here)
  return PHASES.map((phase, at) => ({ phase, place: state === 'CLOSED' || at < index ? 'done' : at === index ? 'here' : 'ahead' }))
}

/** How a state looks: on its way, waiting for somebody's answer, ended well or not. */
export function toneOf(state: ProblemState): 'plain' | 'soft' | 'fulfilled' | 'hard' {
  switch (state) {
    case 'CLOSED': return 'fulfilled'
    case 'DISPUTED': return 'hard'
    case 'QUESTIONED': case 'DELIVERED': return 'soft'
    default: return 'plain'
  }
}

/** Characters as a form counts them: without white space. */
export function lengthOf(text: string): number {
  return [...text.replace(/\s/gu, '')].length
}

/** The most that the parts of a claim may have. */
export const LIMITS = { approach: 800, foundation: 400, schedule: 300 } as const

/** Steps that lead back or away: possible, never the first thing to do. */
const ASIDE: ReadonlySet<ProblemEvent> = new Set(['ASK', 'REJECT', 'RETURN', 'DISMISS', 'WITHDRAW', 'BREAK_OFF', 'DISPUTE', 'REOPEN'])

/** Steps that lead on before those that lead aside; `onward` is how many lead on. */
export function inOrder(steps: readonly PossibleStep[]): { steps: PossibleStep[]; onward: number } {
  const on = steps.filter((step) => !ASIDE.has(step.event))
  return { steps: [...on, ...steps.filter((step) => ASIDE.has(step.event))], onward: on.length }
}

/** The steps that bring a claim back to where it was before a step; none where there is no way. */
export function wayBack(event: ProblemClaimEvent, from: ProblemClaimState): ProblemClaimEvent[] {
  if (event === 'SUBMIT') return ['WITHDRAW', 'RESUME']
  return event === 'WITHDRAW' && from === 'SUBMITTED' ? ['RESUME', 'SUBMIT'] : []
}
