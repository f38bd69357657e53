import { expect, it } from 'vitest'
import { cellsOf, claimed, judge } from './loop'
import { inOneBrowser, pageOf, signIn, unique } from './story'

inOneBrowser()

it('an enterprise posts a problem, sees who fits and what is claimed', async () => {
  const title = unique('坩埚高温开裂')
  const cells = cellsOf(title)
  const page = await pageOf('visitor')
  await page.goto('/post')
  await signIn(page, 'enterprise')
  await page.getByRole('heading', { name: '提出难题' }).waitFor()
  const form = page.locator('main form')
  const choose = (heading: string, value: string) => form.locator(`[id="cell-${heading}"]`).selectOption(value)
  const write = (heading: string, value: string) => form.locator(`[id="cell-${heading}"]`).fill(value)
  await choose('所属分类', cells['所属分类'] ?? '')
  await write('产业领域', cells['产业领域'] ?? '')
  await form.locator('[id="cell-产业领域"]').press('Enter')
  for (const heading of Object.keys(cells).filter((one) => one !== '所属分类' && one !== '产业领域')) await write(heading, cells[heading] ?? '')
  // Saved by itself, with an address of its own, and who could solve it beside it.
  await page.waitForURL(/\/post\/[0-9a-f-]{36}$/)
  await form.getByText('已保存').waitFor()
  await page.getByRole('region', { name: '填写进度' }).getByText('都已填写').waitFor()
  await page.getByRole('region', { name: '谁可能解决' }).getByRole('link').first().waitFor()
  await page.reload()
  expect(await form.locator('[id="cell-产生背景"]').inputValue()).toBe(cells['产生背景'])
  await page.getByRole('button', { name: '提交', exact: true }).click()
  const problem = new URL(page.url()).pathname.split('/').pop() ?? ''
  await form.getByText('待审核', { exact: true }).waitFor()

  const [staff, county, society] = await Promise.all([pageOf('staff'), pageOf('county'), pageOf('society')])
  await judge({ staff: staff.request, county: county.request }, problem)
  await claimed(society.request, problem)
  await page.goto(`/problems/${problem}`)
  await page.getByText('张榜').first().waitFor()
  await page.locator('#matches li').first().waitFor()
  await page.getByRole('complementary', { name: '匹配依据' }).getByText('得分组成').waitFor()
  await page.getByRole('region', { name: '办理进展' }).getByRole('link', { name: '示例学会' }).click()
  await page.getByText('以梯度复相陶瓷替代单相氧化铝').waitFor()
  expect(new URL(page.url()).pathname).toMatch(/^\/claims\//)
})
