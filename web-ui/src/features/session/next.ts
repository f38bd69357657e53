const HOME = '/'
const SIGN_IN = '/sign-in'
const STORE_KEY = 'jiebang.next'

/** Where to go after signing in: a page of this site and not the sign-in page itself; anything else leads home. */
export function nextAddress(value: unknown): string {
  if (typeof value !== 'string' || !value.startsWith('/')) return HOME
  const target = resolve(value)
  if (target?.origin !== window.location.origin || target.pathname === SIGN_IN) return HOME
  return target.pathname + target.search + target.hash
}

function resolve(value: string): URL | undefined {
  try {
    return new URL(value, window.location.origin)
  } catch {
    return undefined
  }
}

/** Address of the sign-in page that leads back to where the reader is. */
export function signInAddress(from: string): { path: string; query: { next?: string } } {
  const next = nextAddress(from)
  return { path: SIGN_IN, query: next === HOME ? {} : { next } }
}

/** A sign-in elsewhere comes back to the first page; this remembers where the reader really wanted to go. */
export function rememberNext(next: string): void {
  try {
    sessionStorage.setItem(STORE_KEY, next)
  } catch {
    // A browser that keeps nothing leads home.
  }
}

/** Takes what was remembered; a second time there is nothing. */
export function takeNext(): string {
  try {
    const next = sessionStorage.getItem(STORE_KEY)
    sessionStorage.removeItem(STORE_KEY)
    return nextAddress(next)
  } catch {
    return HOME
  }
}
