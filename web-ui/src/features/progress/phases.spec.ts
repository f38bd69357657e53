import { describe, expect, it } from 'vitest'
import type { PossibleStep } from '@/api/types'
import { inOrder, lengthOf, phasesOf, toneOf, wayBack } from './phases'

describe('phases', () => {
  it('shows what is done, where it stands and what is ahead', () => {
    expect(phasesOf('ASSESSMENT').map(({ place }) => place)).toEqual(
      ['done', 'done', 'done', 'here', 'ahead', 'ahead', 'ahead', 'ahead'])
    expect(phasesOf('CLOSED').every(({ place }) => place === 'done')).toBe(true)
    expect(phasesOf('QUESTIONED').find(({ place }) => place === 'here')?.phase).toBe('COLLECT')
  })

  it('has no way for a problem that left it', () => {
    expect(phasesOf('WITHDRAWN')).toEqual([])
  })

  it('marks what waits for an answer', () => {
    expect([toneOf('DISPUTED'), toneOf('DELIVERED'), toneOf('CLOSED'), toneOf('POSTED')]).toEqual(['hard', 'soft', 'fulfilled', 'plain'])
  })

  it('puts what leads on before what leads aside', () => {
    const steps = ['ASK', 'ACCEPT', 'REJECT'].map((event) => ({ event }) as PossibleStep)
    expect(inOrder(steps).steps.map(({ event }) => event)).toEqual(['ACCEPT', 'ASK', 'REJECT'])
    expect(inOrder(steps).onward).toBe(1)
    expect(inOrder([{ event: 'WITHDRAW' } as PossibleStep]).onward).toBe(0)
    expect(inOrder([{ event: 'REOPEN' } as PossibleStep]).onward).toBe(0)
  })

  it('counts as the form does', () => {
    expect(lengthOf('路 线\n　图')).toBe(3)
    expect(lengthOf('𠮷')).toBe(1)
  })
})

describe('the way back of a claim', () => {
  it('ends where it began, and is none where something else would be left', () => {
    expect(wayBack('SUBMIT', 'DRAFT')).toEqual(['WITHDRAW', 'RESUME'])
    expect(wayBack('WITHDRAW', 'SUBMITTED')).toEqual(['RESUME', 'SUBMIT'])
    expect(wayBack('RESUME', 'WITHDRAWN')).toEqual([])
    expect(wayBack('RESUME', 'BROKEN_OFF')).toEqual([])
  })
})
