export interface TextRange {
  readonly start: number
  readonly end: number
}

export interface TextPiece {
  readonly text: string
  readonly marked: boolean
}

/** Cuts a text at the ranges to mark. Ranges may overlap, touch, stand in any order or reach beyond the text; the pieces always add up to it. */
export function piecesOf(text: string, ranges: readonly TextRange[]): TextPiece[] {
  const pieces: TextPiece[] = []
  let at = 0
  const add = (end: number, marked: boolean) => {
    if (end > at) pieces.push({ text: text.slice(at, end), marked })
    at = Math.max(at, end)
  }
  for (const range of joined(text.length, ranges)) {
    add(range.start, false)
    add(range.end, true)
  }
  add(text.length, false)
  return pieces
}

function joined(length: number, ranges: readonly TextRange[]): TextRange[] {
  const inside = ranges
    .map(({ start, end }) => ({ start: Math.max(0, Math.min(start, length)), end: Math.max(0, Math.min(end, length)) }))
    .filter(({ start, end }) => start < end)
    .sort((a, b) => a.start - b.start)
  const result: { start: number; end: number }[] = []
  for (const range of inside) {
    const last = result.at(-1)
    if (last && range.start <= last.end) last.end = Math.max(last.end, range.end)
    else result.push({ ...range })
  }
  return result
}

/** Full-width letters and case do not matter; every character keeps its place. */
function folded(text: string): string {
  let result = ''
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    const plain = code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : text.charAt(index)
    const lower = plain.toLowerCase()
    result += lower.length === 1 ? lower : plain
  }
  return result
}

/** The words without those that are only a piece of another one: "减速" beside "减速器" says nothing more. */
export function wholeWords(words: readonly string[]): string[] {
  return words.filter((word) => !words.some((other) => other !== word && other.includes(word)))
}

const LATIN = /[\p{Script=Latin}\p{N}]/u

/** Where words stand in a text. A Latin word is found whole, so that "led" is not marked inside "controlled". */
export function findWords(text: string, words: readonly string[]): TextRange[] {
  const place = folded(text)
  return words.flatMap((word) => {
    const wanted = folded(word.trim())
    const found: TextRange[] = []
    if (wanted === '') return found
    for (let start = place.indexOf(wanted); start >= 0; start = place.indexOf(wanted, start + 1)) {
      const end = start + wanted.length
      if (!insideWord(place, start, end)) found.push({ start, end })
    }
    return found
  })
}

function insideWord(text: string, start: number, end: number): boolean {
  const splits = (left: string, right: string) => LATIN.test(left) && LATIN.test(right)
  return splits(text.charAt(start - 1), text.charAt(start)) || splits(text.charAt(end - 1), text.charAt(end))
}
