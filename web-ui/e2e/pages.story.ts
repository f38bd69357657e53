import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import type { ReviewSheet } from '@/api/types'
import { told } from './loop'
import { inAYear, inOneBrowser, json, pageOf, unique, watchRequests, type Who } from './story'

inOneBrowser()

const require = createRequire(import.meta.url)
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')
/** WCAG 2.2 AA and what goes before it. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
const WIDTHS = { phone: 390, desk: 1280, wall: 1920 }
/** A window of 1280 at 400 % (WCAG 1.4.10). */
const NARROWEST = 320
const HEIGHT = 900
/** Where pictures of all pages are put; none are made without. */
const PICTURES = process.env.JIEBANG_PICTURES

/** What the addresses of single things are made of. */
interface Known { problem: string; claim: string; application: string; organisation: string; review: string }

interface Visit { who: Who; at: (known: Known) => string }

const at = (who: Who, address: string): Visit => ({ who, at: () => address })

const both = (chinese: string, english: string) => ({ chinese, english })
const rated = (id: string, name: string, english: string, points: number | null) => ({ id, name: both(name, english), weight: 50, most: 100, points, words: '', version: 1 })

/** Sheets are of applications that were submitted and reviewed, which takes a call that is open; this one is made up. */
const SHEET: ReviewSheet = {
  id: 'made-up', title: '示例服务团', applicant: '示例学会', categoryName: both('服务团', 'Service team'), state: 'ASKED', stateName: both('待打分', 'asked'),
  programmeName: both('“科创江苏”', 'Innovative Jiangsu'), due: inAYear(), late: false, writable: true, total: null, version: 1,
  opinion: { words: '方案清楚。', version: 1 }, others: [],
  files: [{ id: 'made-up-file', name: '示例佐证材料.pdf', readable: true, sha256: '0f'.repeat(32), size: 20_480, type: 'PDF' }],
  scores: [rated('need', '需求契合', 'Fit', 80), rated('plan', '方案可行', 'Plan', null)],
  parts: [{ title: both('基本情况', 'Facts'), entries: [{ label: '项目名称', text: '示例服务团', rows: [] }, { label: '成员', text: '', rows: [{ 姓名: '示例', 单位: '示例大学' }] }] }],
}

/** Every page of the router by its name, as somebody who may see it. */
const VISITS: Record<string, Visit> = {
  home: at('visitor', '/'),
  search: at('visitor', '/search?q=动力电池'),
  record: { who: 'visitor', at: ({ problem }) => `/problems/${problem}` },
  workbench: at('staff', '/teams/workbench'),
  joint: at('staff', '/teams/joint'),
  assignment: at('staff', '/teams/assignment'),
  allocation: at('staff', '/teams/allocation'),
  post: at('enterprise', '/post'),
  desk: at('staff', '/desk?state=TRIAGE'),
  claims: at('society', '/claims'),
  claim: { who: 'society', at: ({ claim }) => `/claims/${claim}` },
  applications: at('society', '/applications'),
  application: { who: 'society', at: ({ application }) => `/applications/${application}` },
  check: at('visitor', '/check'),
  reviews: at('staff', '/reviews'),
  review: { who: 'staff', at: ({ review }) => `/reviews/${review}` },
  sheets: at('reviewer', '/review-sheets'),
  sheet: at('reviewer', `/review-sheets/${SHEET.id}`),
  draws: at('visitor', '/draws'),
  compile: at('staff', '/programmes/compile'),
  publicity: at('visitor', '/publicity'),
  programmes: at('visitor', '/programmes'),
  works: at('staff', '/works'),
  'programme-edit': at('staff', '/programmes/kczg-service-team-2024/edit'),
  doubts: at('staff', '/doubts'),
  identities: at('staff', '/identities'),
  imports: at('staff', '/imports'),
  sources: at('staff', '/sources'),
  source: at('staff', '/sources/new'),
  'source-run': at('staff', '/source-runs/none'),
  'sign-in': at('visitor', '/sign-in'),
  invitation: at('visitor', '/invitation#none'),
  account: at('enterprise', '/account'),
  permissions: at('visitor', '/permissions'),
  organisations: at('staff', '/organisations'),
  organisation: { who: 'staff', at: ({ organisation }) => `/organisations/${organisation}` },
  accounts: at('admin', '/accounts'),
  models: at('admin', '/models'),
  operations: at('admin', '/operations'),
  notices: at('staff', '/notices'),
  mail: at('visitor', '/mail/confirm#none'),
  cases: at('visitor', '/cases'),
  case: { who: 'visitor', at: ({ problem }) => `/cases/${problem}` },
  insight: at('city', '/insight'),
  audit: at('auditor', '/audit'),
  missing: at('visitor', '/no/such/page'),
}

interface Issue { id: string; impact: string | null; help: string; nodes: { target: unknown[]; failureSummary?: string }[] }

/** A page of one person, which goes from address to address as links lead: without loading everything anew. */
interface Walk { page: Page; waiting: () => string[]; errors: string[] }

async function begin(who: Who): Promise<Walk> {
  const page = await pageOf(who)
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  const waiting = watchRequests(page)
  await page.route(`**/api/review-sheets/${SHEET.id}`, (route) => route.fulfill({ json: SHEET }))
  await open(page, '/sign-in')
  return { page, waiting, errors }
}

/** Loads everything anew, as a bookmark does. */
async function open(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await page.locator('main h1').first().waitFor({ state: 'attached' })
  // The policy of the page allows no foreign script; a tool of the browser may bring one.
  await page.evaluate(AXE)
}

/** As a link leads; where the router was still busy with another address and passed this one over, by loading it. */
async function go({ page, waiting }: Walk, address: string): Promise<void> {
  await page.setViewportSize({ width: WIDTHS.desk, height: HEIGHT })
  await page.evaluate((to) => {
    document.querySelector('main > *')?.setAttribute('data-left', '')
    history.pushState({}, '', to)
    dispatchEvent(new PopStateEvent('popstate', { state: {} }))
  }, address)
  await page.waitForFunction(() => document.querySelector('main h1') !== null && document.querySelector('[data-left]') === null, undefined, { timeout: 5_000 })
    .catch(() => open(page, address))
  await settled(page, waiting)
}

/** Waits until a page shows what it has to show: nothing is on its way and nothing is drawn as a placeholder. */
async function settled(page: Page, waiting: () => string[]): Promise<void> {
  const end = Date.now() + 60_000
  for (let quiet = 0; quiet < 3;) {
    if (Date.now() > end) throw new Error(`${page.url()} does not come to rest: it waits for ${waiting().join(', ') || 'nothing'}.`)
    const drawn = await page.evaluate(() => new Promise<boolean>((answer) => {
      requestAnimationFrame(() => { answer(document.querySelector('main .el-skeleton, main [aria-busy=true]') === null) })
    }))
    quiet = drawn && waiting().length === 0 ? quiet + 1 : 0
  }
}

/** Serious and critical issues, in words that lead to them. */
async function issues(page: Page, rules?: string[]): Promise<string[]> {
  const found = await page.evaluate(async ({ tags, only }) => {
    const { axe } = window as unknown as { axe: { run: (context: Document, options: object) => Promise<{ violations: Issue[] }> } }
    return (await axe.run(document, {
      resultTypes: ['violations'],
      runOnly: only ? { type: 'rule', values: only } : { type: 'tag', values: tags },
    })).violations
  }, { tags: RULES, only: rules })
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, help, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${help} – ${target.join(' ')} – ${failureSummary ?? ''}`))
}

/** What stands out to the right of the window, innermost first; nothing may. */
const overflowing = (page: Page) => page.evaluate(() => {
  const root = document.documentElement
  if (root.scrollWidth <= root.clientWidth) return []
  const hidden = (element: Element | null): boolean => element !== null && (getComputedStyle(element).overflowX !== 'visible' || hidden(element.parentElement))
  return [...document.body.querySelectorAll('*')]
    .filter((element) => element.getBoundingClientRect().right > root.clientWidth + 1 && !hidden(element.parentElement?.closest('main *') ?? null))
    .map((element) => `${element.tagName.toLowerCase()}.${element.className.toString()}`)
    .reverse()
    .slice(0, 8)
})

async function picture(page: Page, name: string, width: number): Promise<void> {
  if (PICTURES === undefined) return
  mkdirSync(PICTURES, { recursive: true })
  await page.screenshot({ path: join(PICTURES, `${name}-${String(width)}.png`), fullPage: true })
}

describe('every page', () => {
  let known: Known
  const walks = new Map<Who, Promise<Walk>>()

  beforeAll(async () => {
    const [enterprise, society, staff, county] = await Promise.all(
      (['enterprise', 'society', 'staff', 'county'] as const).map(async (who) => (await pageOf(who)).request))
    if (!enterprise || !society || !staff || !county) throw new Error('Somebody cannot sign in.')
    const { problem, claim } = await told({ enterprise, society, staff, county })
    const application = await json<{ id: string }>(society, 'POST', '/api/applications', {
      programme: 'kechuang-jiangsu-2024', category: 'P24-B3', title: unique('示例服务团'),
    })
    const organisations = await json<{ id: string }[]>(staff, 'GET', '/api/organisations')
    const organisation = organisations[0]?.id ?? ''
    const { review } = await json<{ review: { id: string } }>(staff, 'POST', '/api/reviews', {
      programme: 'kechuang-jiangsu-2024', category: 'P24-A4', stage: 'GRADING',
      reviewers: 3, tolerance: 15, extra: true, passMark: 60, places: 5, due: inAYear(),
    })
    known = { problem, claim, application: application.id, organisation, review: review.id }
  })

  it.each(['/problems/none', '/reviews/none'])('%s says under a heading that nothing is there', async (address) => {
    const walk = walks.get('staff') ?? begin('staff')
    walks.set('staff', walk)
    await go(await walk, address)
    expect(await (await walk).page.locator('main h1').allInnerTexts()).toHaveLength(1)
  })

  it('is visited', () => {
    const router = readFileSync(join(import.meta.dirname, '../src/router.ts'), 'utf8')
    const names = [...router.matchAll(/name: '([\w-]+)'/g)].map(([, name]) => name)
    expect(names.length).toBeGreaterThan(20)
    expect(Object.keys(VISITS).sort()).toEqual(names.sort())
  })

  it.each(Object.entries(VISITS))('%s keeps within a phone and has no serious issue', async (name, { who, at: address }) => {
    const walk = walks.get(who) ?? begin(who)
    walks.set(who, walk)
    const { page, waiting, errors } = await walk
    await go(await walk, address(known))
    expect(decodeURI(page.url()), 'stays').toContain(address(known))
    expect(await page.locator('main .refused').count(), 'refused').toBe(0)
    expect(await issues(page), 'light').toEqual([])
    await picture(page, name, WIDTHS.desk)
    await page.emulateMedia({ colorScheme: 'dark' })
    expect(await issues(page, ['color-contrast']), 'dark').toEqual([])
    await page.emulateMedia({ colorScheme: 'light' })
    if (PICTURES !== undefined) {
      await page.setViewportSize({ width: WIDTHS.wall, height: HEIGHT })
      await settled(page, waiting)
      await picture(page, name, WIDTHS.wall)
    }
    await page.setViewportSize({ width: WIDTHS.phone, height: HEIGHT })
    await settled(page, waiting)
    expect(await overflowing(page), 'out of a phone').toEqual([])
    await picture(page, name, WIDTHS.phone)
    await page.setViewportSize({ width: NARROWEST, height: HEIGHT })
    expect(await overflowing(page), 'out of a window at 400 %').toEqual([])
    expect(errors.splice(0), 'errors of scripts').toEqual([])
  })
})
