import { expect, it } from 'vitest'
import { posted } from './loop'
import { inOneBrowser, pageOf, signIn, unique } from './story'

inOneBrowser()

it('a society finds a problem and claims it', async () => {
  const title = unique('晶界相控制')
  const [enterprise, staff, county] = await Promise.all([pageOf('enterprise'), pageOf('staff'), pageOf('county')])
  const problem = await posted({ enterprise: enterprise.request, staff: staff.request, county: county.request }, title)

  const page = await pageOf('visitor')
  await page.goto('/sign-in')
  await signIn(page, 'society')
  await page.waitForURL((address) => address.pathname === '/')
  await page.goto(`/problems/${problem}`)
  await page.getByRole('heading', { level: 1, name: title }).waitFor()
  await page.getByRole('button', { name: '揭榜', exact: true }).click()
  await page.waitForURL(/\/claims\//)
  await page.getByLabel('技术路线和要达到的指标').fill('以梯度复相陶瓷替代单相氧化铝，控制晶界玻璃相。')
  await page.getByLabel('工作基础（经验、人员、设备）').fill('完成过同类项目三项，有烧结中试线。')
  await page.getByLabel('进度安排').fill('三个月配方，六个月中试，三个月验证。')
  await page.locator('#price').fill('120')
  await page.locator('#months').fill('12')
  await page.getByRole('button', { name: '提交方案' }).click()
  await page.locator('.state', { hasText: '已提交' }).waitFor()
  // Taken back, it is a draft again with all that was written.
  await page.getByRole('button', { name: '撤销', exact: true }).click()
  await page.getByRole('status').getByText('已撤销').waitFor()
  expect(await page.getByLabel('进度安排').inputValue()).toContain('三个月配方')
  await page.getByRole('button', { name: '提交方案' }).click()
  await page.locator('.state', { hasText: '已提交' }).waitFor()
  await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '我的揭榜' }).click()
  await page.getByRole('row', { name: title }).getByText('已提交').waitFor()
})
