import type { Action } from '@/api/types'
import type { MessageKey } from '@/i18n'

export interface NavLink {
  to: string
  label: string
  here: boolean
}

export interface NavGroup {
  label: string
  links: readonly NavLink[]
}

interface Way {
  to: string
  label: MessageKey
  /** Names of the routes that belong to it. */
  routes: readonly string[]
  /** Who may do one of these sees it; without, everybody does. */
  actions?: readonly Action[]
}

/** What people do every day, in the header itself. */
const DAILY: readonly Way[] = [
  { to: '/search', label: 'nav.search', routes: ['search', 'record'] },
  { to: '/cases', label: 'cases.title', routes: ['cases', 'case'] },
  { to: '/post', label: 'nav.post', routes: ['post'], actions: ['problem.write'] },
  { to: '/teams/workbench', label: 'nav.teams', routes: ['workbench', 'joint', 'assignment', 'allocation'], actions: ['team.write'] },
  { to: '/claims', label: 'nav.claims', routes: ['claims', 'claim'], actions: ['claim.write'] },
  { to: '/desk', label: 'nav.desk', routes: ['desk'], actions: ['problem.manage', 'problem.recommend', 'problem.assess'] },
  { to: '/applications', label: 'nav.applications', routes: ['applications', 'application'], actions: ['application.read'] },
  { to: '/reviews', label: 'nav.reviews', routes: ['reviews', 'review'], actions: ['review.read'] },
  { to: '/review-sheets', label: 'nav.sheets', routes: ['sheets', 'sheet'], actions: ['review.write'] },
  { to: '/programmes', label: 'nav.programmes', routes: ['programmes', 'programme-edit', 'compile'] },
  { to: '/insight', label: 'nav.insight', routes: ['insight'], actions: ['insight.read'] },
]

/** What a few look after, behind one word. */
const MANAGED: readonly { label: MessageKey; ways: readonly Way[] }[] = [
  {
    label: 'nav.manage.data',
    ways: [
      { to: '/imports', label: 'nav.imports', routes: ['imports'], actions: ['import.run'] },
      { to: '/sources', label: 'nav.sources', routes: ['sources', 'source', 'source-run'], actions: ['source.manage'] },
      { to: '/identities', label: 'nav.identities', routes: ['identities'], actions: ['identity.decide'] },
      { to: '/organisations', label: 'nav.organisations', routes: ['organisations', 'organisation'], actions: ['organisation.read'] },
    ],
  },
  {
    label: 'nav.manage.system',
    ways: [
      { to: '/accounts', label: 'nav.accounts', routes: ['accounts'], actions: ['account.manage'] },
      { to: '/operations', label: 'nav.operations', routes: ['operations'], actions: ['index.manage'] },
      { to: '/models', label: 'nav.models', routes: ['models'], actions: ['model.manage'] },
      { to: '/audit', label: 'nav.audit', routes: ['audit'], actions: ['audit.read'] },
    ],
  },
]

/** The links of somebody, and those behind the menu; a menu of one would only be in the way. */
export function linksFor(
  can: (action: Action) => boolean, t: (key: MessageKey) => string, route: string,
): { links: NavLink[]; groups: NavGroup[] } {
  const shown = (ways: readonly Way[]): NavLink[] =>
    ways
      .filter(({ actions }) => actions === undefined || actions.some(can))
      .map(({ to, label, routes }) => ({ to, label: t(label), here: routes.includes(route) }))
  const groups = MANAGED.map(({ label, ways }) => ({ label: t(label), links: shown(ways) })).filter(({ links }) => links.length > 0)
  const managed = groups.flatMap(({ links }) => links)
  return managed.length > 1 ? { links: shown(DAILY), groups } : { links: [...shown(DAILY), ...managed], groups: [] }
}
