import { expect, it } from 'vitest'
import { segmentsByChain } from './segments'

it('names each chain once, in the order of first mention', () => {
  const labels = ['高温合金·母合金', '光伏·硅片切割', '高温合金·变形合金', '其他环节']
  expect(segmentsByChain(labels.map((label) => ({ label })))).toEqual([
    { chain: '高温合金', segments: ['母合金', '变形合金'] }, { chain: '光伏', segments: ['硅片切割'] }, { chain: '', segments: ['其他环节'] },
  ])
})
