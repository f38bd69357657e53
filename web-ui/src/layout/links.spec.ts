import { describe, expect, it } from 'vitest'
import type { Action } from '@/api/types'
import { linksFor } from './links'

const header = (route: string, ...actions: Action[]) => linksFor((action) => actions.includes(action), (key) => key, route)
const addresses = (...args: Parameters<typeof header>) => header(...args).map((entry) => ('to' in entry ? entry.to : entry.groups.flatMap(({ links }) => links.map(({ to }) => to))))

describe('the header', () => {
  it('shows a visitor what is for everybody, and no menu', () => {
    expect(addresses('case')).toEqual(['/search', '/cases', '/programmes'])
    expect(header('case').filter((entry) => 'here' in entry && entry.here)).toMatchObject([{ to: '/cases' }])
  })

  it('keeps the work of a society in sight', () => {
    expect(addresses('home', 'problem.assess', 'claim.write', 'team.write', 'application.read', 'organisation.read'))
      .toEqual(['/search', '/desk', '/claims', '/teams/workbench', '/applications', '/programmes', '/organisations'])
  })

  it('puts the work of staff behind one word, and what they look after behind another, without empty groups', () => {
    const staff: Action[] = ['problem.manage', 'problem.write', 'team.write', 'application.read', 'review.read', 'import.run', 'source.manage', 'identity.decide']
    expect(addresses('home', ...staff)).toEqual([
      '/search', ['/desk', '/post', '/teams/workbench', '/applications', '/reviews'], '/programmes', ['/imports', '/sources', '/doubts', '/identities'],
    ])
    const menu = header('source-run', ...staff).at(-1)
    expect(menu).toMatchObject({ label: 'nav.manage', groups: [{ label: 'nav.manage.data' }] })
    expect(JSON.stringify(menu)).toContain('"to":"/sources","label":"nav.sources","here":true')
  })
})
