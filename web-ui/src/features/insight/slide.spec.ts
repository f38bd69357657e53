import { describe, expect, it } from 'vitest'
import type { ChainLine } from '@/api/types'
import { CITIES } from '@/platform/places'
import { drawSlide, HEIGHT, WIDTH, type Slide } from './slide'

/** A canvas that notes what is drawn on it; a letter is as wide as it is high. */
function canvas() {
  const words: string[] = []
  const corners: [number, number][] = []
  let size = 0
  const context = {
    fillStyle: '', strokeStyle: '', lineWidth: 1, textAlign: 'left' as CanvasTextAlign,
    get font() { return String(size) },
    set font(font: string) { size = Number(/(\d+)px/.exec(font)?.[1]) },
    fillRect(x: number, y: number, width: number, height: number) { corners.push([x, y], [x + width, y + height]) },
    strokeRect(x: number, y: number, width: number, height: number) { corners.push([x, y], [x + width, y + height]) },
    measureText: (text: string) => ({ width: text.length * size }) as TextMetrics,
    fillText(text: string, x: number, y: number) {
      words.push(text)
      const left = context.textAlign === 'right' ? x - text.length * size : x
      corners.push([left, y - size], [left + text.length * size, y])
    },
    beginPath() { /* Nothing to note. */ },
    arc(x: number, y: number, radius: number) { corners.push([x - radius, y - radius], [x + radius, y + radius]) },
    fill() { /* Nothing to note. */ },
    stroke() { /* Nothing to note. */ },
  }
  return { context, words, corners }
}

const line = (stations: number): ChainLine => ({
  code: 'C01', name: '动力电池', english: 'Batteries',
  stations: Array.from({ length: stations }, (_, index) => ({
    code: `C01-0${String(index)}`, name: '一个很长很长很长的环节名称', stage: '上游', open: 12, unmet: 7, experts: 0, teams: 0, state: 'GAP' as const, label: '缺口', english: 'Gap',
  })),
})

const slide: Slide = {
  title: '苏州市 揭榜供需一览（2026 年）', about: '统计于今天', layer: 'open', layerName: '未解决难题',
  tiles: CITIES.map(({ code }) => ({ code, pilot: false, counted: { open: 4321, unmet: 1, solved: 0, experts: 3 }, matched: 2 })),
  lines: Array.from({ length: 8 }, () => ({ name: '动力电池', line: line(7) })), linesName: '产业链图', numbersName: '无人揭榜 / 未解决',
  states: { GAP: '缺口', BLOCKED: '堵点', HANDLED: '有人在办', QUIET: '无需求' },
  reach: { here: 19, near: 75, far: 4 }, reachNames: { here: '苏州市', near: '省内其他地方', far: '外省或不详' }, reachName: '匹配的专家在哪里',
  funnel: Array.from({ length: 10 }, (_, index) => ({ name: `阶段${String(index)}`, stage: { stage: 'X', label: '', english: '', count: 1000 - index } })),
  funnelName: '从提交到解决', pilotName: '试点县（市、区）', named: (chinese) => chinese,
}

describe('picture for a slide', () => {
  it('says what the page says', () => {
    const { context, words } = canvas()
    drawSlide(context, slide, String)
    expect(words).toEqual(expect.arrayContaining(['苏州', '连云港', '4321', expect.stringMatching(/^缺口 7/), '缺口', '省内其他地方  75', '阶段9', '991']))
  })

  it('stays within its edges, however much there is', () => {
    const { context, corners } = canvas()
    drawSlide(context, slide, String)
    for (const [x, y] of corners) {
      expect(x).toBeGreaterThanOrEqual(0)
      expect(y).toBeGreaterThanOrEqual(0)
      expect(x).toBeLessThanOrEqual(WIDTH)
      expect(y).toBeLessThanOrEqual(HEIGHT)
    }
  })

  it('draws a place of which nothing is known', () => {
    const { context, words } = canvas()
    drawSlide(context, { ...slide, tiles: [], lines: [], reach: { here: 0, near: 0, far: 0 }, funnel: [] }, String)
    expect(words.filter((word) => word === '–')).toHaveLength(13)
  })
})
