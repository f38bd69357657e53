import type { ChainLine, FunnelStage, MapTile, Reach } from '@/api/types'
import { citiesOf, COLUMNS, shortName, type Layer } from './tiles'

/** Size of a slide in pixels, 16:9. */
export const WIDTH = 1920
export const HEIGHT = 1080

const MARGIN = 72
const FONT = "'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', sans-serif"
/** A slide is light whatever the page is: it goes onto a wall. */
const INK = '#18212f'
const SOFT = '#55606f'
const LINE = '#dde1e7'
const ACCENT = '#1f5aa6'
const PILOT = '#1e7a4b'
const PAPER = '#ffffff'
const PARTS = { SOUTH: '#e8eff8', MIDDLE: '#e9f5ee', NORTH: '#fbf4e4' } as const
const STATES = { GAP: '#b3261e', BLOCKED: '#8a5c00', HANDLED: '#1e7a4b', QUIET: '#7a8594' } as const
const REACH = { here: '#2b3e8c', near: '#3e9db0', far: '#99480f' } as const

/** What a slide says, in the reader's words. */
export interface Slide {
  title: string
  about: string
  layer: Layer
  layerName: string
  tiles: MapTile[]
  lines: { name: string; line: ChainLine }[]
  linesName: string
  /** What the two numbers of a segment are. */
  numbersName: string
  states: Record<'GAP' | 'BLOCKED' | 'HANDLED' | 'QUIET', string>
  reach: Reach
  reachNames: Record<'here' | 'near' | 'far', string>
  reachName: string
  funnel: { name: string; stage: FunnelStage }[]
  funnelName: string
  pilotName: string
  /** What a place or a segment is called. */
  named: (chinese: string) => string
}

type Context = Pick<CanvasRenderingContext2D, 'fillRect' | 'strokeRect' | 'fillText' | 'measureText' | 'beginPath' | 'arc' | 'fill' | 'stroke'>
  & { font: string; fillStyle: unknown; strokeStyle: unknown; lineWidth: number; textAlign: CanvasTextAlign }

function pen(context: Context) {
  const write = (words: string, x: number, y: number, size: number, { bold = false, colour = INK, most = Infinity, right = false } = {}) => {
    context.font = `${bold ? '600' : '400'} ${String(size)}px ${FONT}`
    context.fillStyle = colour
    context.textAlign = right ? 'right' : 'left'
    let shown = words
    while (shown.length > 1 && context.measureText(shown).width > most) shown = `${shown.slice(0, -2)}…`
    context.fillText(shown, x, y)
  }
  const box = (x: number, y: number, width: number, height: number, colour: string) => {
    context.fillStyle = colour
    context.fillRect(x, y, width, height)
  }
  const dot = (x: number, y: number, radius: number, colour: string) => {
    context.beginPath()
    context.arc(x, y, radius, 0, 2 * Math.PI)
    context.fillStyle = colour
    context.fill()
  }
  return { write, box, dot }
}

/** Draws a place: its map at the left, its chains at the right, matched experts and the funnel below. */
export function drawSlide(context: Context, slide: Slide, number: (value: number) => string): void {
  const { write, box } = pen(context)
  box(0, 0, WIDTH, HEIGHT, PAPER)
  box(0, 0, WIDTH, 12, ACCENT)
  write(slide.title, MARGIN, 92, 48, { bold: true, most: WIDTH - 2 * MARGIN })
  write(slide.about, MARGIN, 132, 22, { colour: SOFT, most: WIDTH - 2 * MARGIN })
  drawMap(context, slide, number, MARGIN, 200)
  drawLines(context, slide, number, 980, 200)
  drawReach(context, slide, number, MARGIN, 760)
  drawFunnel(context, slide, number, 980, 760)
}

function drawMap(context: Context, { tiles, layer, layerName, pilotName, named }: Slide, number: (value: number) => string, x: number, y: number) {
  const { write, box, dot } = pen(context)
  write(layerName, x, y, 26, { bold: true })
  const width = 156
  const height = 108
  for (const city of citiesOf(tiles, layer)) {
    const left = x + city.column * (width + 8)
    const top = y + 24 + city.row * (height + 8)
    box(left, top, width, height, PARTS[city.part])
    context.strokeStyle = LINE
    context.lineWidth = 1
    context.strokeRect(left, top, width, height)
    write(named(shortName(city.name)), left + 12, top + 34, 22, { most: width - 40 })
    if (city.pilot) dot(left + width - 18, top + 26, 6, PILOT)
    write(city.value === null ? '–' : number(city.value), left + 12, top + 76, 32, { bold: true })
    box(left + 12, top + height - 16, (width - 24) * city.share, 6, ACCENT)
  }
  dot(x + (COLUMNS - 1) * (width + 8) + 8, y - 8, 6, PILOT)
  write(pilotName, x + (COLUMNS - 1) * (width + 8) + 22, y, 18, { colour: SOFT })
}

function drawLines(context: Context, { lines, linesName, numbersName, states, named }: Slide, number: (value: number) => string, x: number, y: number) {
  const { write, box, dot } = pen(context)
  const width = WIDTH - MARGIN - x
  write(linesName, x, y, 26, { bold: true })
  let legend = x + 180
  for (const state of ['GAP', 'BLOCKED', 'HANDLED', 'QUIET'] as const) {
    dot(legend, y - 8, 7, STATES[state])
    write(states[state], legend + 14, y, 18, { colour: SOFT, most: 96 })
    legend += 120
  }
  write(numbersName, WIDTH - MARGIN, y, 16, { colour: SOFT, right: true })
  lines.slice(0, 5).forEach(({ name, line }, index) => {
    const top = y + 44 + index * 104
    write(name, x, top, 20, { bold: true, most: width })
    const step = width / Math.max(1, line.stations.length)
    box(x + 8, top + 24, Math.max(0, step * (line.stations.length - 1)), 3, LINE)
    line.stations.forEach((station, place) => {
      dot(x + 8 + place * step, top + 25, station.state === 'QUIET' ? 5 : 9, STATES[station.state])
      write(named(station.name), x + place * step, top + 54, 16, { most: step - 8 })
      if (station.state !== 'QUIET') {
        write(`${states[station.state]} ${number(station.unmet)}/${number(station.open)}`, x + place * step, top + 74, 15, { colour: STATES[station.state], most: step - 8 })
      }
    })
  })
}

function drawReach(context: Context, { reach, reachName, reachNames }: Slide, number: (value: number) => string, x: number, y: number) {
  const { write, box } = pen(context)
  const width = 812
  write(reachName, x, y, 26, { bold: true })
  const total = reach.here + reach.near + reach.far
  box(x, y + 28, width, 32, LINE)
  let left = x
  for (const [index, part] of (['here', 'near', 'far'] as const).entries()) {
    const share = total === 0 ? 0 : reach[part] / total * width
    box(left, y + 28, share, 32, REACH[part])
    left += share
    box(x, y + 86 + index * 40, 20, 20, REACH[part])
    write(`${reachNames[part]}  ${number(reach[part])}`, x + 32, y + 104 + index * 40, 22)
  }
}

function drawFunnel(context: Context, { funnel, funnelName }: Slide, number: (value: number) => string, x: number, y: number) {
  const { write, box } = pen(context)
  write(funnelName, x, y, 26, { bold: true })
  const most = Math.max(1, ...funnel.map(({ stage }) => stage.count))
  funnel.forEach(({ name, stage }, index) => {
    const top = y + 32 + index * 24
    write(name, x, top + 15, 16, { most: 160 })
    box(x + 172, top + 2, stage.count / most * 600, 16, ACCENT)
    write(number(stage.count), x + 180 + stage.count / most * 600, top + 16, 16, { bold: true })
  })
}

/** Gives the reader a picture file of a slide. */
export async function saveSlide(slide: Slide, name: string, number: (value: number) => string): Promise<void> {
  const canvas = document.createElement('canvas')
  canvas.width = WIDTH
  canvas.height = HEIGHT
  const context = canvas.getContext('2d')
  if (!context) throw new Error('This browser draws no pictures. Maybe its canvas is switched off.')
  drawSlide(context, slide, number)
  const picture = await new Promise<Blob>((take, fail) => {
    canvas.toBlob((blob) => { if (blob) take(blob); else fail(new Error('The picture could not be made.')) }, 'image/png')
  })
  const link = document.createElement('a')
  link.href = URL.createObjectURL(picture)
  link.download = name
  link.click()
  setTimeout(() => { URL.revokeObjectURL(link.href) }, 10_000)
}
