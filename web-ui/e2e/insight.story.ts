import { buffer } from 'node:stream/consumers'
import { expect, it } from 'vitest'
import { inOneBrowser, pageOf, signIn } from './story'

inOneBrowser()

it.each(['county', 'city'] as const)('a %s officer sees the own place and takes its figures along', async (who) => {
  const page = await pageOf('visitor')
  await page.goto('/insight')
  await signIn(page, who)
  await page.locator('main p', { hasText: who === 'county' ? '张家港市' : '苏州市' }).first().waitFor()
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '导出 Excel' }).click()])
  const book = await buffer(await download.createReadStream())
  // A workbook is a ZIP file.
  expect(book.subarray(0, 2).toString()).toBe('PK')
  expect(download.suggestedFilename()).toMatch(/^insight-32\d{4}-\d{4}\.xlsx$/)
})
