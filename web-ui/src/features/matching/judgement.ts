import type { MatchedPair } from '@/api/calls'
import { libraryOf } from '@/api/libraries'
import type { Decision, Judgement, LibraryRecord, Match, Membership, Verdict } from '@/api/types'

/** What somebody says of a match. */
export interface Word {
  readonly verdict: Verdict
  /** Blank if none was given. */
  readonly reason: string
}

type Side = Pick<LibraryRecord, 'id' | 'owner'>

/** The problem and who is offered for it, from whichever side the match is looked at. */
export function pairOf(record: Pick<LibraryRecord, 'id' | 'type'>, match: Pick<Match, 'id' | 'type'>): MatchedPair {
  return record.type === 'problem'
    ? { problem: record.id, library: libraryOf(match.type), supply: match.id }
    : { problem: match.id, library: libraryOf(record.type), supply: record.id }
}

/**
 * May this person judge the match? One's own are those where either side is one's record or belongs to one's organisation. Which sides lie
 * in a region is for the server to judge.
 */
export function mayJudge(decision: Decision, acting: Membership | null, sides: readonly Side[]): boolean {
  if (decision !== 'own') return decision !== 'deny'
  return acting !== null && sides.some((side) => side.id === acting.recordId || side.owner?.id === acting.organisationId)
}

/** What was said of one pair, by the reader and by others. */
export function wordsOn(judgements: readonly Judgement[], supply: string): { mine: Judgement | undefined; others: Judgement[] } {
  const said = judgements.filter((judgement) => judgement.supplyId === supply)
  return { mine: said.find(({ mine }) => mine), others: said.filter(({ mine }) => !mine) }
}

/** The judgements of a problem as they will stand once the reader has said this of a pair, or taken his word back. */
export function withWord(
  judgements: readonly Judgement[],
  { library, supply }: MatchedPair,
  title: string,
  word: Word | null,
  at: string,
): Judgement[] {
  const rest = judgements.filter((judgement) => !(judgement.mine && judgement.supplyId === supply))
  return word ? [{ supplyId: supply, library, title, ...word, at, mine: true }, ...rest] : rest
}
