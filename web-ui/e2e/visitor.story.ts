import { expect, it } from 'vitest'
import { inOneBrowser, pageOf } from './story'

inOneBrowser()

it('a visitor finds a record by a few letters of pinyin, narrows the hits and opens one', async () => {
  const page = await pageOf('visitor')
  await page.goto('/')
  for (const library of ['专家库', '难题库', '攻关项目库', '学会库', '企业库', '服务团库']) {
    await page.getByRole('link', { name: library }).waitFor()
  }
  await page.getByText('示例数据').first().waitFor()
  const field = page.getByRole('combobox', { name: '检索资料库' })
  await field.pressSequentially('dianchi')
  await page.getByRole('option').first().waitFor()
  const suggested = await page.getByRole('option').allInnerTexts()
  expect(suggested.some((text) => text.includes('电池')), suggested.join(' ')).toBe(true)

  await field.fill('动力电池')
  await field.press('Enter')
  await page.waitForURL(/\/search\?.*q=/)
  await page.locator('main ol mark', { hasText: '动力电池' }).first().waitFor()
  const before = await page.locator('.total').innerText()
  await page.getByRole('group', { name: '地区' }).or(page.locator('.filters')).getByText('苏南', { exact: true }).first().click()
  await page.waitForURL(/region=/)
  await page.getByRole('list', { name: '已选条件' }).getByText('苏南').waitFor()
  await expect.poll(() => page.locator('.total').innerText(), { timeout: 60_000 }).not.toBe(before)

  // The address alone leads somebody else to the same hits.
  const other = await (await pageOf('visitor')).goto(page.url()).then((answer) => answer?.status())
  expect(other).toBe(200)
  const title = (await page.locator('main ol a').first().innerText()).trim()
  await page.locator('main ol a').first().click()
  await page.getByRole('heading', { level: 1, name: title }).waitFor()
})

it('a phrase that a problem hangs on leads to whatever else speaks of it', async () => {
  const page = await pageOf('visitor')
  await page.goto(`/search?type=problem&q=${encodeURIComponent('动力电池')}`)
  await page.locator('main ol a').first().click()
  const phrases = page.locator('dl > div', { hasText: '文中关键词' }).getByRole('link')
  await phrases.first().waitFor()
  const phrase = (await phrases.first().innerText()).trim()
  await phrases.first().click()
  await page.waitForURL((url) => url.pathname === '/search' && url.searchParams.get('q') === phrase)
  await page.locator('main ol a').first().waitFor()
})

it('beside the reasons of a match stands what the problem asks for, in its own words', async () => {
  const page = await pageOf('visitor')
  await page.goto(`/search?type=problem&q=${encodeURIComponent('动力电池')}`)
  await page.locator('main ol a').first().click()
  const asked = page.getByRole('complementary', { name: '匹配依据' }).getByRole('region', { name: '要素对照' }).locator('.asked')
  await asked.first().waitFor({ state: 'attached' })
  const spoken = await page.locator('main article.sheet').innerText()
  for (const element of await asked.allTextContents()) expect(spoken).toContain(element)
})

it('a visitor is led to the sign-in, and told where nothing is', async () => {
  const page = await pageOf('visitor')
  await page.goto('/imports')
  await page.getByLabel('用户名').waitFor()
  expect(await page.getByText('历次导入').count()).toBe(0)
  await page.goto('/no/such/page')
  await page.locator('main').getByText('没有').first().waitFor()
  expect(await page.locator('main a[href="/"], main a[href^="/search"]').count()).toBeGreaterThan(0)
})
