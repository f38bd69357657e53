import { describe, expect, it } from 'vitest'
import { qualityOf } from './quality'

describe('quality of a version', () => {
  it.each([
    ['better', 0.833, 0.8, { kind: 'better', quality: '83.3', points: '3.3' }],
    ['worse', 0.5, 0.625, { kind: 'worse', quality: '50.0', points: '12.5' }],
    ['the same as far as is shown', 0.70001, 0.7, { kind: 'same', quality: '70.0', points: '0.0' }],
    ['alone', 1, null, { kind: 'alone', quality: '100.0' }],
    ['not known', null, null, { kind: 'unknown' }],
    ['not known, whatever the other was', null, 0.5, { kind: 'unknown' }],
  ])('is %s', (_what, quality, compared, expected) => {
    expect(qualityOf({ kind: 'WEIGHTS', quality, compared })).toEqual(expected)
  })

  it('of what was learnt from texts is not told by judgements', () => {
    expect(qualityOf({ kind: 'CORPUS', quality: null, compared: null })).toEqual({ kind: 'untold' })
  })
})
