import { describe, expect, it } from 'vitest'
import type { Judgement, Membership } from '@/api/types'
import { mayJudge, pairOf, withWord, wordsOn } from './judgement'

const acting = { organisationId: 'o-1', recordId: 'e-1' } as Membership
const said = (supplyId: string, mine: boolean, verdict: Judgement['verdict'] = 'ACCEPTED'): Judgement => ({
  supplyId, mine, verdict, library: 'experts', title: supplyId, reason: '', at: '2026-01-01T00:00:00Z',
})

describe('pair of a match', () => {
  it('is the same from either side', () => {
    const pair = { problem: 'p-1', library: 'teams', supply: 't-1' }
    expect(pairOf({ id: 'p-1', type: 'problem' }, { id: 't-1', type: 'team' })).toEqual(pair)
    expect(pairOf({ id: 't-1', type: 'team' }, { id: 'p-1', type: 'problem' })).toEqual(pair)
  })
})

describe('who may judge', () => {
  const stranger = { id: 'x', owner: null }

  it('follows the permission where it is all or nothing, and leaves regions to the server', () => {
    expect(mayJudge('deny', acting, [{ id: 'e-1', owner: null }])).toBe(false)
    expect(mayJudge('allow', null, [stranger])).toBe(true)
    expect(mayJudge('region', acting, [stranger])).toBe(true)
  })

  it.each([
    ['one’s own record', [stranger, { id: 'e-1', owner: null }], true],
    ['a record of one’s organisation', [{ id: 'p', owner: { id: 'o-1', name: '' } }, stranger], true],
    ['records of others', [{ id: 'p', owner: { id: 'o-2', name: '' } }, stranger], false],
  ])('of one’s own means %s', (_what, sides, may) => {
    expect(mayJudge('own', acting, sides)).toBe(may)
    expect(mayJudge('own', null, sides)).toBe(false)
  })

  it('takes no record without an owner for that of an organisation without a record', () => {
    expect(mayJudge('own', { ...acting, recordId: null }, [stranger])).toBe(false)
  })
})

describe('words on a pair', () => {
  it('keeps the reader’s apart from those of others', () => {
    const words = wordsOn([said('a', false, 'DECLINED'), said('a', true), said('b', true)], 'a')
    expect(words.mine).toMatchObject({ supplyId: 'a', mine: true })
    expect(words.others.map(({ verdict }) => verdict)).toEqual(['DECLINED'])
  })

  it('replaces the reader’s alone, and takes only that back', () => {
    const pair = { problem: 'p', library: 'experts', supply: 'a' } as const
    const before = [said('a', false), said('a', true), said('b', true)]
    const changed = withWord(before, pair, 'A', { verdict: 'DECLINED', reason: '方向不符' }, '2026-01-02T00:00:00Z')
    expect(changed).toHaveLength(3)
    expect(wordsOn(changed, 'a').mine).toMatchObject({ verdict: 'DECLINED', reason: '方向不符', title: 'A' })
    expect(wordsOn(changed, 'a').others).toEqual([said('a', false)])
    expect(withWord(changed, pair, 'A', null, '')).toEqual([said('a', false), said('b', true)])
  })
})
