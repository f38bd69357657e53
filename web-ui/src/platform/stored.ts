const kept = new Map<string, string>()

/** Reads one of the allowed choices from the browser's store; a browser that keeps nothing gets the first choice. */
export function storedChoice<T extends string>(key: string, choices: readonly [T, ...T[]]): T {
  try {
    const stored = localStorage.getItem(key)
    const found = choices.find((choice) => choice === stored)
    if (found !== undefined) kept.set(key, found)
    return found ?? choices[0]
  } catch {
    return choices[0]
  }
}

/** Keeps a choice where the browser allows it. */
export function storeChoice(key: string, choice: string): void {
  kept.set(key, choice)
  try {
    localStorage.setItem(key, choice)
  } catch {
    // Private windows refuse; the choice then lasts as long as the page.
  }
}

/** Keeps all choices once more: signing out empties the browser's store, and how the page looks is nobody's secret. */
export function storeChoicesAgain(): void {
  kept.forEach((choice, key) => { storeChoice(key, choice) })
}
