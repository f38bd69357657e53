export interface Violation {
  code: string
  message: string
}

/** What a reader can do about a failed request. */
export type ProblemKind = 'network' | 'unavailable' | 'missing' | 'refused' | 'internal'

/** A failed request: the server's problem details (RFC 9457), or no answer at all. */
export class ApiProblem extends Error {
  constructor(
    readonly kind: ProblemKind,
    readonly status: number,
    readonly code: string,
    readonly title: string,
    readonly detail: string,
    readonly violations: readonly Violation[],
    /** Names the request in the server's log; blank where no server answered. */
    readonly requestId: string,
    /** After how many seconds the server will hear the same request again; null where it does not say. */
    readonly retryAfterSeconds: number | null = null,
  ) {
    super(`${code}: ${title}`)
    this.name = 'ApiProblem'
  }
}

function kindOf(status: number): ProblemKind {
  if (status === 404) return 'missing'
  if (status === 502 || status === 503 || status === 504) return 'unavailable'
  return status >= 400 && status < 500 ? 'refused' : 'internal'
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** A heading that people know stands before what is said of it; names of fields of the interface are not for people. */
function named(field: string, message: string): string {
  return /\p{Script=Han}/u.test(field) && !message.includes(field) ? `${field}：${message}` : message
}

/** Reads whatever an error answer holds; a body that is no problem document still becomes a problem. */
export function problemOf(status: number, body: unknown, retryAfter: string | null = null): ApiProblem {
  const fields = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>
  const violations = (Array.isArray(fields.violations) ? fields.violations : []).map((violation: unknown) => {
    const item = (typeof violation === 'object' && violation !== null ? violation : { message: violation }) as Record<string, unknown>
    return { code: text(item.code), message: named(text(item.field), text(item.message) || text(item.detail) || text(item.code)) }
  })
  return new ApiProblem(
    kindOf(status),
    status,
    text(fields.code) || `HTTP_${status}`,
    text(fields.title),
    text(fields.detail),
    violations.filter((violation) => violation.message !== '' && violation.message !== fields.detail),
    text(fields.requestId),
    retryAfter !== null && /^\d+$/.test(retryAfter) ? Number(retryAfter) : null,
  )
}

/** Anything thrown on the way to the server, as a problem. */
export function asProblem(error: unknown): ApiProblem {
  return error instanceof ApiProblem ? error : new ApiProblem('network', 0, 'NETWORK', '', '', [], '')
}
