import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { nextTick } from 'vue'
import type { Part } from '@/api/types'
import { ribbonOf, spokenOf } from './ribbon'
import ScoreRibbon from './ScoreRibbon.vue'

function part(signal: string, weight: number, value: number): Part {
  return {
    signal: signal as Part['signal'], weight, value, contribution: weight * value,
    sentence: { chinese: `${signal} 的说明`, english: `about ${signal}` }, evidence: [],
  }
}

const tenths = (points: number) => Math.round(points * 10)
const sumOfTenths = (values: { points: number }[]) => values.reduce((sum, { points }) => sum + tenths(points), 0)

describe('ribbon', () => {
  it('shows the signals in the fixed order, whatever the order of the answer', () => {
    const ribbon = ribbonOf([part('load', 0.05, 1), part('region', 0.1, 0.8), part('text', 0.55, 0.5), part('chain', 0.22, 1)])
    expect(ribbon.parts.map(({ signal }) => signal)).toEqual(['text', 'chain', 'region', 'load'])
  })

  it('is as long as the score: widths are contributions in percent', () => {
    const ribbon = ribbonOf([part('text', 0.55, 0.4), part('chain', 0.22, 0.7), part('region', 0.1, 0)])
    expect(ribbon.parts.map(({ width }) => width)).toEqual([
      expect.closeTo(22, 9), expect.closeTo(15.4, 9), 0,
    ])
  })

  it('draws only what adds a point, and keeps every part for the table', () => {
    const ribbon = ribbonOf([part('text', 0.5, 0.4), part('chain', 0.2, 0), part('load', 0.05, 0.001), part('feedback', 0, 0.5)])
    expect(ribbon.drawn.map(({ signal }) => signal)).toEqual(['text'])
    expect(ribbon.parts.map(({ signal }) => signal)).toEqual(['text', 'chain', 'load', 'feedback'])
  })

  it('speaks unasked of the chain, and of what adds most where the chain adds nothing', () => {
    const spoken = (chain: number) => spokenOf(ribbonOf([part('text', 0.5, 0.4), part('chain', 0.2, chain), part('region', 0.3, 0.9)]))?.signal
    expect(spoken(0.5)).toBe('chain')
    expect(spoken(0)).toBe('region')
    expect(spokenOf(ribbonOf([part('text', 0.5, 0)]))?.signal).toBe('text')
  })

  it('rounds so that the shown points add up to the shown total', () => {
    // Each rounds down alone (33.33 → 33.3), and together they make 100.
    const thirds = ribbonOf(['text', 'chain', 'region'].map((signal) => part(signal, 1 / 3, 1)))
    expect(thirds.total).toBe(100)
    expect(sumOfTenths([...thirds.parts])).toBe(1000)
    expect(thirds.parts.map(({ points }) => points)).toEqual([33.4, 33.3, 33.3])
  })

  it('rounds up where most was cut off', () => {
    // 12.34, 23.46 and 10.00 make 45.8: the missing tenth belongs to the second.
    const ribbon = ribbonOf([part('text', 1, 0.1234), part('chain', 1, 0.2346), part('load', 1, 0.1)])
    expect(ribbon.parts.map(({ points }) => points)).toEqual([12.3, 23.5, 10])
    expect(ribbon.total).toBe(45.8)
  })

  it('adds up for many scores and never strays by a tenth or more from the exact contribution', () => {
    for (let step = 0; step < 500; step++) {
      const value = (factor: number) => ((step * factor) % 101) / 101
      const parts = [
        part('text', 0.55, value(7)), part('chain', 0.22, value(13)), part('region', 0.1, value(29)),
        part('standing', 0.08, value(31)), part('load', 0.05, value(53)),
      ]
      const ribbon = ribbonOf(parts)
      const exact = parts.reduce((sum, { contribution }) => sum + contribution, 0)
      expect(tenths(ribbon.total)).toBe(Math.round(exact * 1000))
      expect(sumOfTenths([...ribbon.parts])).toBe(tenths(ribbon.total))
      for (const shown of ribbon.parts) expect(Math.abs(shown.points - 100 * shown.part.contribution)).toBeLessThan(0.1)
    }
  })
})

describe('ribbon on the page', () => {
  const parts = [part('text', 0.55, 0.5), part('chain', 0.22, 1), part('load', 0.05, 1)]

  it('names the total, and each part with its sentence', () => {
    const page = mount(ScoreRibbon, { props: { parts } })
    expect(page.get('.total').text()).toContain('54.5')
    expect(page.findAll('button').map((button) => button.attributes('aria-label'))).toEqual([
      '文本，得 27.5 分。text 的说明', '产业链，得 22.0 分。chain 的说明', '余力，得 5.0 分。load 的说明',
    ])
  })

  it('is one stop of the tab key; arrows walk the parts and show their sentences', async () => {
    const page = mount(ScoreRibbon, { props: { parts }, attachTo: document.body })
    const tabStops = () => page.findAll('button').map((button) => button.attributes('tabindex'))
    expect(tabStops()).toEqual(['0', '-1', '-1'])
    expect(page.get('.sentence').text()).toContain('chain 的说明')

    page.findAll('button')[0]?.element.focus()
    await nextTick()
    expect(page.get('.sentence').text()).toContain('text 的说明')
    await page.get('.bar').trigger('keydown', { key: 'ArrowRight' })
    expect(document.activeElement).toBe(page.findAll('button')[1]?.element)
    expect(tabStops()).toEqual(['-1', '0', '-1'])
    expect(page.get('.sentence').text()).toContain('chain 的说明')

    await page.get('.bar').trigger('keydown', { key: 'End' })
    await page.get('.bar').trigger('keydown', { key: 'ArrowRight' })
    expect(page.get('.sentence').text()).toContain('load 的说明')
    page.unmount()
  })

  it('stays walkable when the score is read again with fewer parts', async () => {
    const page = mount(ScoreRibbon, { props: { parts } })
    await page.findAll('button')[2]?.trigger('focus')
    await page.setProps({ parts: [part('text', 0.55, 0.5), part('chain', 0.22, 1), part('load', 0.05, 0)] })
    expect(page.findAll('button').map((button) => button.attributes('tabindex'))).toEqual(['-1', '0'])
  })
})
