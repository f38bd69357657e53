/** A bar with its name and, inside it, the part that stands out. */
export interface Bar {
  name: string
  value: number
  part?: number
}

const ROW = 28
const AROUND = 40

/** Height of a chart of so many bars, in pixels. */
export const heightOf = (bars: readonly Bar[]) => bars.length * ROW + AROUND

/** What ECharts draws: bars from the top down, each with its number at its end. Colours are those of the page, so that themes need no redrawing. */
export function optionsOf(bars: readonly Bar[], names: { value: string; part?: string }, motion: boolean) {
  const label = { show: true, position: 'right', color: 'var(--ink)', fontSize: 12 }
  const series = (name: string, data: number[], colour: string, labelled: boolean) => ({
    type: 'bar', name, data, barGap: '-100%', barWidth: 14, silent: true, itemStyle: { color: colour }, label: { ...label, show: labelled },
    emphasis: { disabled: true },
  })
  return {
    animation: motion,
    aria: { enabled: true },
    grid: { left: 8, right: 56, top: 8, bottom: 8, containLabel: true },
    xAxis: { type: 'value', show: false, minInterval: 1 },
    yAxis: {
      type: 'category', inverse: true, data: bars.map((bar) => bar.name),
      axisLine: { show: false }, axisTick: { show: false }, axisLabel: { color: 'var(--ink)', fontSize: 12, width: 128, overflow: 'truncate' },
    },
    series: [
      series(names.value, bars.map((bar) => bar.value), names.part === undefined ? 'var(--accent)' : 'var(--track)', true),
      ...(names.part === undefined ? [] : [series(names.part, bars.map((bar) => bar.part ?? 0), 'var(--accent)', false)]),
    ],
  }
}

/** From 2020, the year of the first targets, the latest first. */
export const yearsUntil = (latest: number) => Array.from({ length: latest - 2019 }, (_, index) => latest - index)
