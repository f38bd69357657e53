import type { CallDraft, CallSpan, ProgrammeRemark } from '@/api/types'

/** What a part of a notice is: a rule or what was not understood, by its place in the list of the draft. */
export interface Mark {
  kind: 'rule' | 'unread'
  /** Id of the rule; place in the list of what was not understood. */
  id: string
  span: CallSpan
}

/** A part of the text, in its order; without marks it is plain. */
export interface Piece {
  text: string
  marks: Mark[]
}

/** Marks of a draft: the words of every rule, and what was not understood. */
export function marksOf(draft: Pick<CallDraft, 'rules' | 'notUnderstood'>): Mark[] {
  return [
    ...draft.rules.map((rule): Mark => ({ kind: 'rule', id: rule.id, span: rule.words })),
    ...draft.notUnderstood.map((part, at): Mark => ({ kind: 'unread', id: String(at), span: part.span })),
  ]
}

/** Cuts a text where marks begin or end, so that every piece has the marks that cover it; none is lost where they overlap. */
export function pieces(text: string, marks: readonly Mark[]): Piece[] {
  const inside = (at: number) => Math.min(Math.max(at, 0), text.length)
  const cuts = [...new Set([0, text.length, ...marks.flatMap(({ span }) => [inside(span.from), inside(span.to)])])].sort((one, other) => one - other)
  return cuts.slice(1).map((to, at) => {
    const from = cuts[at] ?? 0
    return { text: text.slice(from, to), marks: marks.filter(({ span }) => span.from < to && span.to > from) }
  })
}

const WEIGHT = { ERROR: 2, WARNING: 1, NOTE: 0 } as const

/** The heaviest remark of each line, from 1; remarks on the file as a whole stand on no line. */
export function markedLines(remarks: readonly Pick<ProgrammeRemark, 'line' | 'severity'>[]): Map<number, ProgrammeRemark['severity']> {
  const marked = new Map<number, ProgrammeRemark['severity']>()
  for (const { line, severity } of remarks) {
    const known = marked.get(line)
    if (line > 0 && (known === undefined || WEIGHT[severity] > WEIGHT[known])) marked.set(line, severity)
  }
  return marked
}
