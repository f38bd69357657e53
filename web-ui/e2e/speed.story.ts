import { describe, expect, it } from 'vitest'
import { inOneBrowser, pageOf } from './story'

inOneBrowser()

interface Timed { paint: number; largest: number; shift: number; blocked: number }

/** What the browser itself has measured of a page that was just opened, in milliseconds; the shift of its parts is a share of the window. */
const timed = (): Promise<Timed> => new Promise((answer) => {
  const found = { paint: 0, largest: 0, shift: 0, blocked: 0 }
  const watch = (type: string, take: (entry: PerformanceEntry & { value?: number }) => void) => {
    new PerformanceObserver((list) => { list.getEntries().forEach(take) }).observe({ type, buffered: true })
  }
  watch('paint', (entry) => { if (entry.name === 'first-contentful-paint') found.paint = entry.startTime })
  watch('largest-contentful-paint', (entry) => { found.largest = entry.startTime })
  watch('layout-shift', (entry) => { found.shift += entry.value ?? 0 })
  watch('longtask', (entry) => { found.blocked += Math.max(0, entry.duration - 50) })
  requestAnimationFrame(() => requestAnimationFrame(() => { answer(found) }))
})

const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

/** Times are never asserted: `JIEBANG_MEASURE=1 npm run stories -- speed` prints them. */
describe.runIf(process.env.JIEBANG_MEASURE !== undefined)('how fast it is', () => {
  it.each(['/', '/search?q=动力电池'])('opens %s', async (address) => {
    const runs: Timed[] = []
    for (let run = 0; run < 5; run++) {
      const page = await pageOf('visitor')
      await page.goto(address)
      await page.locator('main li a').first().waitFor()
      runs.push(await page.evaluate(timed))
    }
    const of = (key: keyof Timed) => median(runs.map((run) => run[key]))
    console.error(`${address}: first paint ${of('paint').toFixed(0)} ms, largest ${of('largest').toFixed(0)} ms,`
      + ` blocked ${of('blocked').toFixed(0)} ms, shift ${of('shift').toFixed(3)}`)
    expect(of('paint')).toBeGreaterThan(0)
  })

  it('shows hits after the answer has come', async () => {
    const page = await pageOf('visitor')
    await page.goto('/search?q=电池')
    await page.locator('main ol a').first().waitFor()
    const waits: number[] = []
    for (const words of ['陶瓷', '催化剂', '传感器', '电机', '涂层']) {
      await page.getByRole('combobox', { name: '检索资料库' }).fill(words)
      // From the last byte of the answer to the frame that shows it, both by the clock of the page.
      const shown = page.evaluate((wanted) => new Promise<number>((answer) => {
        const look = () => {
          if ([...document.querySelectorAll('main ol mark')].some((mark) => mark.textContent.includes(wanted))) {
            const last = performance.getEntriesByType('resource').filter((entry) => entry.name.includes('/api/search?')).at(-1) as PerformanceResourceTiming
            answer(performance.now() - last.responseEnd)
          } else requestAnimationFrame(look)
        }
        look()
      }), words)
      await page.getByRole('combobox', { name: '检索资料库' }).press('Enter')
      waits.push(await shown)
    }
    console.error(`hits after the answer: median ${median(waits).toFixed(0)} ms, slowest ${Math.max(...waits).toFixed(0)} ms`)
    expect(waits).toHaveLength(5)
  })
})
