import type { Locator, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { cellsOf, step } from './loop'
import { inOneBrowser, json, pageOf, signIn, unique } from './story'

inOneBrowser()

/** The desk begins with what has waited longest; a problem of just now may stand far down. */
async function onTheDesk(page: Page, title: string): Promise<Locator> {
  const link = page.getByRole('link', { name: title })
  const more = page.getByRole('button', { name: '加载更多' })
  await page.locator('main li a').first().waitFor()
  while (!await link.isVisible() && await more.isVisible()) {
    const shown = await page.locator('main li').count()
    await more.click()
    await expect.poll(() => page.locator('main li').count(), { timeout: 60_000 }).toBeGreaterThan(shown)
  }
  return link
}

it('staff accept a problem from the desk', async () => {
  const title = unique('待审难题')
  const { request } = await pageOf('enterprise')
  const { id } = await json<{ id: string }>(request, 'POST', '/api/problems', { cells: cellsOf(title) })
  await step(request, id, 'SUBMIT')

  const page = await pageOf('visitor')
  await page.goto('/desk')
  await signIn(page, 'staff')
  await (await onTheDesk(page, title)).click()
  const progress = page.getByRole('region', { name: '办理进展' })
  await progress.getByRole('button', { name: '受理', exact: true }).click()
  await progress.locator('form').getByRole('button', { name: '受理', exact: true }).click()
  await progress.getByRole('status').getByText('受理').waitFor()
})

it('staff accept many problems at once, by keys', async () => {
  const { request } = await pageOf('enterprise')
  const titles = [unique('成批受理'), unique('成批受理')]
  for (const title of titles) {
    const { id } = await json<{ id: string }>(request, 'POST', '/api/problems', { cells: cellsOf(title) })
    await step(request, id, 'SUBMIT')
  }
  const page = await pageOf('staff')
  await page.goto('/desk')
  for (const title of titles) {
    await (await onTheDesk(page, title)).focus()
    await page.keyboard.press('x')
    expect(await page.getByRole('checkbox', { name: title }).isChecked()).toBe(true)
  }
  await page.getByRole('button', { name: '受理选中的 2 条' }).press('Enter')
  const outcome = page.getByRole('status').filter({ hasText: '已受理 2 条' })
  await outcome.waitFor()
  await expect.poll(() => outcome.evaluate((element) => element === document.activeElement)).toBe(true)
  await page.getByRole('link', { name: titles[0] ?? '' }).waitFor({ state: 'detached' })
})

it('staff check a file, see which row is refused and why, and import the rest', async () => {
  const page = await pageOf('staff')
  await page.goto('/programmes')
  // By keys alone, through the menu of what staff look after.
  const menu = page.getByRole('button', { name: '管理', exact: true })
  await menu.focus()
  await page.keyboard.press('Enter')
  expect(await menu.getAttribute('aria-expanded')).toBe('true')
  await page.keyboard.press('Escape')
  expect(await page.getByRole('link', { name: '导入', exact: true }).isVisible()).toBe(false)
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/imports$/)
  const form = page.locator('main form')
  await form.getByLabel('资料库').selectOption('experts')
  expect(await form.getByRole('link', { name: '下载专家库模板' }).getAttribute('href')).toBe('/api/imports/templates/experts.xlsx')
  const choose = (rows: string) => form.locator('input[type=file]').setInputFiles({
    name: 'experts.csv', mimeType: 'text/csv', buffer: Buffer.from(`姓名,工作单位,研究方向\n${rows}`),
  })
  const good = `${unique('示例')},示例大学,陶瓷基复合材料\n`
  await choose(`${good},示例大学,没有姓名的一行\n`)
  await form.getByRole('button', { name: '检查', exact: true }).click()
  await page.waitForURL(/\/imports\/[0-9a-f-]{36}/)
  await page.getByText('有 1 行会被拒绝').waitFor()
  await page.getByRole('row', { name: '姓名' }).first().waitFor()
  const checked = page.url()

  await choose(good)
  await form.getByRole('switch').press('Space')
  await form.getByRole('button', { name: '导入', exact: true }).click()
  await page.waitForURL((address) => address.href !== checked)
  await page.getByText('全部行已处理，没有被拒绝的行').waitFor()
})

it('staff change a file of rules and read in words what would change', async () => {
  const page = await pageOf('staff')
  await page.goto('/programmes/kczg-service-team-2024/edit?version=0')
  const field = page.getByRole('textbox', { name: '规则文件' })
  await field.waitFor()
  const text = await field.inputValue()
  const save = page.getByRole('button', { name: '存为草稿，请另一人审定' })
  await page.getByText('没有错误，可以存为草稿。').waitFor()
  expect(await save.isDisabled()).toBe(true)
  await field.fill(text.replace('{数: 成员, 不少于: 20}', '{数: 成员, 不少于: 25}').replace('一般不少于20人', '一般不少于25人'))
  await page.getByRole('region', { name: '会有什么改变' }).getByText('改为“成员不少于25').waitFor()
  expect(await save.isEnabled()).toBe(true)
  await field.fill(text.replace('年度: 2024', '年度: 来年'))
  await page.getByText('有错误，改好后才能存为草稿。').waitFor()
  await page.getByRole('button', { name: /^第 \d+ 行$/ }).first().click()
  expect(await field.evaluate((area: HTMLTextAreaElement) => area.value.slice(area.selectionStart, area.selectionEnd))).toContain('来年')
  // What was written is there again, until it is let go; and that can be taken back.
  await page.reload()
  await page.getByText('这是上次没有存为草稿的文字').waitFor()
  await page.getByRole('button', { name: '换回底稿的文字' }).click()
  await page.getByText('没有错误，可以存为草稿。').waitFor()
  await page.getByRole('button', { name: '撤销', exact: true }).click()
  await expect.poll(() => field.inputValue()).toContain('年度: 来年')
})
