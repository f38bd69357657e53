/** Reads one of the allowed choices from the browser's store; a browser that keeps nothing gets the first choice. */
export function storedChoice<T extends string>(key: string, choices: readonly [T, ...T[]]): T {
  try {
    const stored = localStorage.getItem(key)
    return choices.find((choice) => choice === stored) ?? choices[0]
  } catch {
    return choices[0]
  }
}

/** Keeps a choice where the browser allows it. */
export function storeChoice(key: string, choice: string): void {
  try {
    localStorage.setItem(key, choice)
  } catch {
    // Private windows refuse; the choice then lasts as long as the page.
  }
}
