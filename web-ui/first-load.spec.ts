// @vitest-environment node
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'

const BUILT = join(import.meta.dirname, 'target')
const MANIFEST = join(BUILT, 'manifest.json')
const MOST_KB = 250

interface Chunk { file: string; imports?: string[]; css?: string[] }

/** Files that a page needs before it is there: its own and, without those that come on demand, what they import. */
function filesOf(manifest: Record<string, Chunk | undefined>, entries: string[]): Set<string> {
  const files = new Set<string>()
  const seen = new Set<string>()
  const take = (key: string) => {
    const chunk = manifest[key]
    if (!chunk) throw new Error(`There is no "${key}" in ${MANIFEST}. Maybe the page was moved.`)
    if (seen.has(key)) return
    seen.add(key)
    for (const file of [chunk.file, ...chunk.css ?? []]) files.add(file)
    chunk.imports?.forEach(take)
  }
  entries.forEach(take)
  return files
}

const kilobytes = (file: string) => gzipSync(readFileSync(join(BUILT, 'classes/static', file))).length / 1000

describe('first load', () => {
  it.each([
    ['the portal', 'src/features/search/HomePage.vue'],
    ['a search', 'src/features/search/SearchPage.vue'],
    ['a record', 'src/features/record/RecordPage.vue'],
  ])(`of %s is at most ${String(MOST_KB)} kB with gzip`, (_, page) => {
    expect(existsSync(MANIFEST), `${MANIFEST} is missing. Maybe the page is not built: node build.mjs build`).toBe(true)
    const manifest = JSON.parse(readFileSync(MANIFEST, 'utf8')) as Record<string, Chunk>
    const files = [...filesOf(manifest, ['index.html', page])].map((file) => ({ file, size: kilobytes(file) }))
    const total = files.reduce((sum, { size }) => sum + size, kilobytes('index.html'))
    const largest = files.sort((a, b) => b.size - a.size).slice(0, 6).map(({ file, size }) => `${file} ${size.toFixed(1)}`)
    expect(total, largest.join(', ')).toBeLessThanOrEqual(MOST_KB)
    expect(files.some(({ file }) => file.endsWith('.js')), 'scripts are counted').toBe(true)
  })
})
