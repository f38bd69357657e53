import { describe, expect, it } from 'vitest'
import type { ProposedTeam, TeamContent } from '@/api/types'
import { adopted, allowed, assigned, barred, changesOf, isMember, joined, kept, left, NEW_TEAM, resident, sameTeam } from './team'

const three = ['a', 'b', 'c'].reduce(joined, { ...NEW_TEAM, name: '团' })
const rolesOf = (team: TeamContent) => Object.fromEntries(team.members.map((member) => [member.id, member.roles]))

describe('a team in the making', () => {
  it('takes everybody once, at the end, and whoever was excluded is not any longer', () => {
    expect(joined(three, 'b')).toBe(three)
    const again = joined(barred(three, 'a'), 'a')
    expect(again.members.map((member) => member.id)).toEqual(['b', 'c', 'a'])
    expect(again.excluded).toEqual([])
  })

  it('lets go, or lets go for good', () => {
    expect(isMember(left(three, 'b'), 'b')).toBe(false)
    expect(left(three, 'nobody')).toBe(three)
    const without = barred(barred(three, 'b'), 'b')
    expect(without.excluded).toEqual(['b'])
    expect(allowed(without, 'b').excluded).toEqual([])
  })

  it('has one chief expert and one leader, never the same, and as many liaisons as it likes', () => {
    const led = assigned(assigned(three, 'a', 'CHIEF_EXPERT'), 'b', 'LEADER')
    expect(rolesOf(led)).toEqual({ a: ['CHIEF_EXPERT'], b: ['LEADER'], c: [] })
    expect(rolesOf(assigned(led, 'c', 'CHIEF_EXPERT'))).toEqual({ a: [], b: ['LEADER'], c: ['CHIEF_EXPERT'] })
    expect(rolesOf(assigned(led, 'a', 'LEADER'))).toEqual({ a: ['LEADER'], b: [], c: [] })
    expect(rolesOf(assigned(assigned(led, 'c', 'LIAISON'), 'b', 'LIAISON'))).toEqual({ a: ['CHIEF_EXPERT'], b: ['LIAISON'], c: ['LIAISON'] })
    expect(rolesOf(assigned(led, 'a', ''))).toEqual({ a: [], b: ['LEADER'], c: [] })
  })

  it('takes over a proposal; who was kept by hand stays kept', () => {
    const mine = resident(kept(three, 'a', true), 'b', 60)
    const proposed = {
      members: [
        { id: 'a', roles: ['LEADER'], residentDays: 0 },
        { id: 'd', roles: ['CHIEF_EXPERT', 'RESIDENT'], residentDays: 60 },
      ],
    } as unknown as ProposedTeam
    expect(adopted(barred(mine, 'd'), proposed)).toEqual({
      ...NEW_TEAM,
      name: '团',
      members: [
        { id: 'a', roles: ['LEADER'], fixed: true, residentDays: 0 },
        { id: 'd', roles: ['CHIEF_EXPERT'], fixed: false, residentDays: 60 },
      ],
    })
  })

  it('is changed by nothing but a change', () => {
    const before = JSON.stringify(three)
    assigned(barred(resident(three, 'a', 60), 'b'), 'c', 'LEADER')
    expect(JSON.stringify(three)).toBe(before)
    expect(sameTeam(three, { ...three })).toBe(true)
    expect(sameTeam(three, left(three, 'a'))).toBe(false)
  })
})

describe('two lists of members', () => {
  it('are compared by who stays, leaves and joins', () => {
    expect(changesOf(['a', 'b', 'c'], ['c', 'd'])).toEqual({ staying: ['c'], leaving: ['a', 'b'], joining: ['d'] })
  })
})
