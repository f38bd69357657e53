import { forgetKept, keep, kept } from '@/platform/kept'
import type { Draft } from './draft'

/** A new problem that has no name yet cannot be saved; it waits in the browser, without its confidential part. */
const keyOf = (owner: string) => `jiebang.post.${owner}`

export function keepDraft(owner: string, draft: Draft): void {
  keep(keyOf(owner), JSON.stringify(draft.cells))
}

export function forgetDraft(owner: string): void {
  forgetKept(keyOf(owner))
}

/** The cells that were kept, as far as they are texts; empty where nothing was. */
export function keptCells(owner: string): Readonly<Record<string, string>> {
  try {
    const cells: unknown = JSON.parse(kept(keyOf(owner)) || '{}')
    if (cells === null || typeof cells !== 'object') return {}
    return Object.fromEntries(Object.entries(cells).filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
  } catch {
    return {}
  }
}
