import { beforeEach, expect, test } from 'vitest'
import { forgetText, keepText, keptText, sameContent } from './drafts'

beforeEach(() => { localStorage.clear() })

test('what was typed is kept by application and field until it is saved', () => {
  keepText('1', '工作方案', { version: 3, value: '写到一半' })
  expect(keptText('1', '工作方案')).toEqual({ version: 3, value: '写到一半' })
  expect(keptText('1', '联系人')).toBeUndefined()
  expect(keptText('2', '工作方案')).toBeUndefined()
  forgetText('1', '工作方案')
  expect(keptText('1', '工作方案')).toBeUndefined()
})

test('what is no kept text is as none', () => {
  localStorage.setItem('jiebang.application.1.a', '{')
  localStorage.setItem('jiebang.application.1.b', '7')
  expect(keptText('1', 'a')).toBeUndefined()
  expect(keptText('1', 'b')).toBeUndefined()
})

test('spaces at the ends and empty rows make no difference', () => {
  expect(sameContent('一 ', '一')).toBe(true)
  expect(sameContent('一', '二')).toBe(false)
  expect(sameContent([{ 姓名: '甲', 单位: '' }, {}], [{ 姓名: '甲 ' }])).toBe(true)
  expect(sameContent([], '')).toBe(true)
  expect(sameContent([{ 姓名: '甲' }], [{ 姓名: '乙' }])).toBe(false)
})
