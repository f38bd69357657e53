import { expect, test } from 'vitest'
import { wordsOf } from './words'

test.each([
  ['', 0],
  ['提升3.5%的A-1型', 6],
  ['两个 字', 3],
  ['“引号”与句号。', 8],
  ['two words', 2],
  ['全角　空格', 4],
])('%s has %i words', (text, count) => {
  expect(wordsOf(text)).toBe(count)
})
