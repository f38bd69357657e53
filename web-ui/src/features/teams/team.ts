import type { ProposedTeam, TeamCheck, TeamContent, TeamDraftMember, TeamRole } from '@/api/types'

/** A team that nobody has put together yet. */
export const NEW_TEAM: TeamContent = {
  name: '', programme: '', category: '', problems: [], members: [], excluded: [],
  chains: [], regions: [], stations: [], plan: '', content: '', results: '',
}

/** These two are one person each, and never the same one. */
const SINGLE: readonly TeamRole[] = ['CHIEF_EXPERT', 'LEADER']

const NEWCOMER = { roles: [], fixed: false, residentDays: 0 } as const

export const isMember = (team: TeamContent, id: string): boolean => team.members.some((member) => member.id === id)

/** With somebody more; whoever is chosen by hand is not excluded any longer. */
export function joined(team: TeamContent, id: string): TeamContent {
  if (isMember(team, id)) return team
  return {
    ...team,
    members: [...team.members, { id, ...NEWCOMER, roles: [] }],
    excluded: team.excluded.filter((other) => other !== id),
  }
}

export const left = (team: TeamContent, id: string): TeamContent =>
  isMember(team, id) ? { ...team, members: team.members.filter((member) => member.id !== id) } : team

/** Out of the team, and not proposed again. */
export function barred(team: TeamContent, id: string): TeamContent {
  const rest = left(team, id)
  return rest.excluded.includes(id) ? rest : { ...rest, excluded: [...rest.excluded, id] }
}

export const allowed = (team: TeamContent, id: string): TeamContent =>
  ({ ...team, excluded: team.excluded.filter((other) => other !== id) })

function changed(team: TeamContent, id: string, change: (member: TeamDraftMember) => TeamDraftMember): TeamContent {
  return { ...team, members: team.members.map((member) => (member.id === id ? change(member) : member)) }
}

/** Gives somebody a role or none; who had it before, where there is one only, loses it. A chief expert is not the leader as well. */
export function assigned(team: TeamContent, id: string, role: TeamRole | ''): TeamContent {
  return {
    ...team,
    members: team.members.map((member) => {
      if (member.id === id) return { ...member, roles: role === '' ? [] : [role] }
      return role !== '' && SINGLE.includes(role) ? { ...member, roles: member.roles.filter((held) => held !== role) } : member
    }),
  }
}

export const resident = (team: TeamContent, id: string, days: number): TeamContent =>
  changed(team, id, (member) => ({ ...member, residentDays: days }))

export const kept = (team: TeamContent, id: string, fixed: boolean): TeamContent =>
  changed(team, id, (member) => ({ ...member, fixed }))

/** The team with the members of a proposal; who was kept by hand stays kept. */
export function adopted(team: TeamContent, proposed: Pick<ProposedTeam, 'members'>): TeamContent {
  const fixed = new Set(team.members.filter((member) => member.fixed).map((member) => member.id))
  return {
    ...team,
    members: proposed.members.map((member) => ({
      id: member.id,
      roles: member.roles.filter((role): role is TeamRole => role !== 'RESIDENT'),
      fixed: fixed.has(member.id),
      residentDays: member.residentDays,
    })),
    excluded: team.excluded.filter((id) => !proposed.members.some((member) => member.id === id)),
  }
}

export interface Changes {
  readonly staying: readonly string[]
  readonly leaving: readonly string[]
  readonly joining: readonly string[]
}

/** Who stays, leaves and joins from one list of members to another. */
export function changesOf(before: readonly string[], after: readonly string[]): Changes {
  return {
    staying: before.filter((id) => after.includes(id)),
    leaving: before.filter((id) => !after.includes(id)),
    joining: after.filter((id) => !before.includes(id)),
  }
}

/** What is asked of the server is asked again only when it matters to the rules. */
export const isReady = (team: TeamContent): boolean => team.programme !== '' && team.category !== ''

export const sameTeam = (one: TeamContent, other: TeamContent): boolean => JSON.stringify(one) === JSON.stringify(other)

/** How a verdict is shown: a hard rule is not met, a reason is needed, or all is well. */
export function toneOf(check: Pick<TeamCheck, 'state' | 'violations'> | undefined): 'hard' | 'soft' | 'fulfilled' {
  if (check?.state === 'BLOCKED') return 'hard'
  return (check?.violations.length ?? 0) > 0 ? 'soft' : 'fulfilled'
}
