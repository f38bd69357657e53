import type { Draft } from './draft'

/** A new problem that has no name yet cannot be saved; it waits in the browser, without its confidential part. */
const keyOf = (owner: string) => `jiebang.post.${owner}`

export function keepDraft(owner: string, draft: Draft): void {
  try {
    localStorage.setItem(keyOf(owner), JSON.stringify(draft.cells))
  } catch {
    // Full or forbidden: the page itself still holds it.
  }
}

export function forgetDraft(owner: string): void {
  try {
    localStorage.removeItem(keyOf(owner))
  } catch {
    // Nothing was kept.
  }
}

/** The cells that were kept, as far as they are texts; empty where nothing was. */
export function keptCells(owner: string): Readonly<Record<string, string>> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(owner)) ?? '{}')
    if (kept === null || typeof kept !== 'object') return {}
    return Object.fromEntries(Object.entries(kept).filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
  } catch {
    return {}
  }
}
