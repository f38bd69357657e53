import { describe, expect, it } from 'vitest'
import type { ProgrammeRule, ProgrammeSummary } from '@/api/types'
import { shownRules, yearBefore } from './rules'

const rule = (id: string, strength: 'HARD' | 'SOFT', ...categories: string[]) => ({ id, strength, categories }) as ProgrammeRule
const rules = [rule('all', 'HARD'), rule('a', 'SOFT', 'A'), rule('ab', 'HARD', 'A', 'B'), rule('b', 'SOFT', 'B')]
const ids = (category: string, strength: '' | 'HARD' | 'SOFT') => shownRules({ rules }, { category, strength }).map((shown) => shown.id)

describe('rules of a programme', () => {
  it('of a category are its own and those of all categories, in the order of the file', () => {
    expect(ids('', '')).toEqual(['all', 'a', 'ab', 'b'])
    expect(ids('A', '')).toEqual(['all', 'a', 'ab'])
    expect(ids('B', 'HARD')).toEqual(['all', 'ab'])
    expect(ids('', 'SOFT')).toEqual(['a', 'b'])
  })
})

const summary = (id: string, series: string, year: number) => ({ id, series, year }) as ProgrammeSummary

describe('the year before', () => {
  const all = [summary('x-2024', 'x', 2024), summary('y-2024', 'y', 2024), summary('y-2023', 'y', 2023), summary('x-2021', 'x', 2021)]
  it('is the latest earlier one of the same series', () => {
    expect(yearBefore(all, summary('x-2024', 'x', 2024))).toBe('x-2021')
  })
  it('is the latest earlier one of any series if there is no other', () => {
    expect(yearBefore(all, summary('z-2024', 'z', 2024))).toBe('y-2023')
  })
  it('is another one if none is earlier, and blank if there is none', () => {
    expect(yearBefore(all, summary('x-2021', 'x', 2021))).toBe('x-2024')
    expect(yearBefore([summary('x-2024', 'x', 2024)], summary('x-2024', 'x', 2024))).toBe('')
  })
})
