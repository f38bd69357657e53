import { describe, expect, it } from 'vitest'
import { heightOf, optionsOf, yearsUntil } from './bars'

describe('a chart of bars', () => {
  const bars = [{ name: '提交', value: 8, part: 3 }, { name: '受理', value: 5 }]

  it('draws the bars in their order, from the top down', () => {
    const options = optionsOf(bars, { value: '难题数' }, false)
    expect(options.yAxis).toMatchObject({ inverse: true, data: ['提交', '受理'] })
    expect(options.series.map((one) => one.data)).toEqual([[8, 5]])
    expect(options.animation).toBe(false)
  })

  it('lays the part over the whole, and a bar without one has none', () => {
    const options = optionsOf(bars, { value: '未解决', part: '无人揭榜' }, true)
    expect(options.series.map((one) => one.data)).toEqual([[8, 5], [3, 0]])
    expect(options.series[1]).toMatchObject({ barGap: '-100%', name: '无人揭榜' })
  })

  it('grows with its bars', () => {
    expect(heightOf(bars) - heightOf([])).toBe(56)
  })
})

it('offers the years since the first targets, the latest first', () => {
  expect(yearsUntil(2023)).toEqual([2023, 2022, 2021, 2020])
})
