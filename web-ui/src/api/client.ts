import createClient from 'openapi-fetch'
import { useI18n } from '@/i18n'
import { asProblem, problemOf } from './problem'
import type { paths } from './schema'

const { locale } = useI18n()

/** The typed client of the platform's API. */
export const api = createClient<paths>({
  baseUrl: '/',
  // Asked for at each call, so that a test or a page can put its own in place.
  fetch: (request) => globalThis.fetch(request),
})

api.use({
  onRequest({ request }) {
    request.headers.set('Accept-Language', locale.value)
    return request
  },
  async onResponse({ response }) {
    if (response.ok) return
    const body: unknown = await response.clone().json().catch(() => undefined)
    throw problemOf(response.status, body, response.headers.get('Retry-After'))
  },
  onError: ({ error }) => asProblem(error),
})

/** The body of a good answer, as our types describe it; everything else has been thrown as an ApiProblem. */
export async function answer<T>(call: Promise<{ data?: unknown; response: Response }>): Promise<T> {
  const { data, response } = await call
  if (data === undefined) throw problemOf(response.status, undefined)
  return data as T
}

type Method = 'get' | 'post' | 'put' | 'delete'

interface Sending {
  path?: Record<string, string>
  query?: Record<string, unknown>
  body?: unknown
}

interface PlainClient {
  request(method: Method, path: string, init: object): Promise<{ data?: unknown; response: Response }>
}

function request(method: Method, path: keyof paths, { path: places, query, body }: Sending) {
  return (api as unknown as PlainClient).request(method, path, { params: { path: places, query }, ...(body === undefined ? {} : { body }) })
}

/** A call that answers with a body of type T. Places of the path ("{id}") are filled, and encoded, from `path`. */
export const send = <T>(method: Method, path: keyof paths, sending: Sending = {}): Promise<T> => answer<T>(request(method, path, sending))

/** A call whose answer is of no interest, or empty. */
export async function perform(method: Method, path: keyof paths, sending: Sending = {}): Promise<void> {
  await request(method, path, sending)
}
