import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
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
  const [picture] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '下载图片' }).click()])
  const slide = await buffer(await picture.createReadStream())
  expect(slide.subarray(1, 4).toString()).toBe('PNG')
  expect([slide.readUInt32BE(16), slide.readUInt32BE(20)]).toEqual([1920, 1080])
  if (process.env.JIEBANG_PICTURES !== undefined) await writeFile(join(process.env.JIEBANG_PICTURES, `slide-${who}.png`), slide)
  // A workbook is a ZIP file.
  expect(book.subarray(0, 2).toString()).toBe('PK')
  expect(download.suggestedFilename()).toMatch(/^insight-32\d{4}-\d{4}\.xlsx$/)
})
