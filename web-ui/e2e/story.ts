import { chromium, type APIRequestContext, type Browser, type BrowserContext, type Page, type Request } from 'playwright-core'
import { afterAll, beforeAll, inject, onTestFailed } from 'vitest'

/** The documented local accounts, one a role; a visitor has none. */
export type Who = 'visitor' | 'admin' | 'staff' | 'city' | 'county' | 'society' | 'enterprise' | 'reviewer' | 'expert' | 'auditor'

const PASSWORD = 'jiebang-local'

let browser: Browser | undefined
const contexts: BrowserContext[] = []

/** Call once in a file of stories: connects to the browser, and lets go what its stories opened. */
export function inOneBrowser(): void {
  beforeAll(async () => {
    browser = await chromium.connect(inject('browser'))
  })
  afterAll(async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()))
    await browser?.close()
  })
}

async function context(): Promise<BrowserContext> {
  if (!browser) throw new Error('There is no browser. Maybe inOneBrowser() was not called in this file.')
  const made = await browser.newContext({
    baseURL: inject('url'), locale: 'zh-CN', viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce', acceptDownloads: true,
  })
  made.setDefaultTimeout(60_000)
  contexts.push(made)
  return made
}

/** A page of somebody who has signed in elsewhere. */
export async function pageOf(who: Who): Promise<Page> {
  const made = await context()
  if (who !== 'visitor') {
    const answer = await made.request.post('/api/session', { data: { username: who, password: PASSWORD } })
    if (!answer.ok()) throw new Error(`${who} cannot sign in: ${String(answer.status())} ${await answer.text()}`)
  }
  return telling(await made.newPage())
}

/** Where a story fails, what its pages show is told, and what they still wait for. */
function telling(page: Page): Page {
  const waiting = new Set<Request>()
  page.on('request', (request) => waiting.add(request))
  page.on('requestfinished', (request) => waiting.delete(request))
  page.on('requestfailed', (request) => waiting.delete(request))
  try {
    onTestFailed(async () => {
      console.error(page.url(), (await page.locator('main').allInnerTexts()).join('\n').slice(0, 2000))
      for (const request of waiting) console.error('no answer yet:', request.method(), request.url())
    })
  } catch {
    // A page of a hook belongs to no story.
  }
  return page
}

/** Signs in as people do: at the sign-in page that leads on to where they wanted to be. */
export async function signIn(page: Page, who: Who): Promise<void> {
  await page.getByLabel('用户名').fill(who)
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD)
  await page.locator('main').getByRole('button', { name: '登录', exact: true }).click()
}

/** Asks the API for JSON that must come. */
export async function json<T>(request: APIRequestContext, method: 'GET' | 'POST' | 'PUT', address: string, data?: object): Promise<T> {
  const answer = await request.fetch(address, { method, ...(data ? { data } : {}) })
  if (!answer.ok()) throw new Error(`${method} ${address}: ${String(answer.status())} ${await answer.text()}`)
  return await answer.json() as T
}

/** A name that no other record has. */
export const unique = (name: string) => `${name}${crypto.randomUUID().slice(0, 8)}`

/** In a year, as a date field takes it. */
export const inAYear = () => new Date(Date.now() + 365 * 86_400_000).toISOString().slice(0, 10)

/** What a page is waiting for; streams never end and do not count. */
export function watchRequests(page: Page): () => string[] {
  const open = new Set<Request>()
  page.on('request', (request) => {
    if (request.resourceType() !== 'eventsource') open.add(request)
  })
  page.on('requestfinished', (request) => open.delete(request))
  page.on('requestfailed', (request) => open.delete(request))
  return () => [...open].map((request) => request.url())
}
