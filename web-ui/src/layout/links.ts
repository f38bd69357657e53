import type { Action } from '@/api/types'
import type { MessageKey } from '@/i18n'

export interface NavLink {
  to: string
  label: string
  here: boolean
}

export interface NavGroup {
  /** Blank for a menu of one group. */
  label: string
  links: readonly NavLink[]
}

/** Links behind one word of the header. */
export interface NavMenuOf {
  label: string
  groups: readonly NavGroup[]
}

interface Way {
  to: string
  label: MessageKey
  /** Names of the routes that belong to it. */
  routes: readonly string[]
  /** Who may do one of these sees it; without, everybody does. */
  actions?: readonly Action[]
}

/** More links than these stand behind one word. */
const MOST_WORK = 4

const SEARCH: Way = { to: '/search', label: 'nav.search', routes: ['search', 'record'] }
/** Who has work to do finds it at the foot of the page. */
const CASES: Way = { to: '/cases', label: 'cases.title', routes: ['cases', 'case'] }

/** What people do every day. */
const WORK: readonly Way[] = [
  { to: '/desk', label: 'nav.desk', routes: ['desk'], actions: ['problem.manage', 'problem.recommend', 'problem.assess'] },
  { to: '/post', label: 'nav.post', routes: ['post'], actions: ['problem.write'] },
  { to: '/claims', label: 'nav.claims', routes: ['claims', 'claim'], actions: ['claim.write'] },
  { to: '/teams/workbench', label: 'nav.teams', routes: ['workbench', 'joint', 'assignment', 'allocation'], actions: ['team.write'] },
  { to: '/applications', label: 'nav.applications', routes: ['applications', 'application'], actions: ['application.read'] },
  { to: '/reviews', label: 'nav.reviews', routes: ['reviews', 'review'], actions: ['review.read'] },
  { to: '/review-sheets', label: 'nav.sheets', routes: ['sheets', 'sheet'], actions: ['review.write'] },
]

const READ: readonly Way[] = [
  { to: '/programmes', label: 'nav.programmes', routes: ['programmes', 'programme-edit', 'compile'] },
  { to: '/insight', label: 'nav.insight', routes: ['insight'], actions: ['insight.read'] },
]

/** What a few look after. */
const MANAGED: readonly { label: MessageKey; ways: readonly Way[] }[] = [
  {
    label: 'nav.manage.data',
    ways: [
      { to: '/imports', label: 'nav.imports', routes: ['imports'], actions: ['import.run'] },
      { to: '/sources', label: 'nav.sources', routes: ['sources', 'source', 'source-run'], actions: ['source.manage'] },
      { to: '/doubts', label: 'nav.doubts', routes: ['doubts'], actions: ['problem.manage'] },
      { to: '/works', label: 'works.nav', routes: ['works'], actions: ['work.manage'] },
      { to: '/identities', label: 'nav.identities', routes: ['identities'], actions: ['identity.decide'] },
      { to: '/organisations', label: 'nav.organisations', routes: ['organisations', 'organisation'], actions: ['organisation.read'] },
    ],
  },
  {
    label: 'nav.manage.system',
    ways: [
      { to: '/accounts', label: 'nav.accounts', routes: ['accounts'], actions: ['account.manage'] },
      { to: '/operations', label: 'nav.operations', routes: ['operations'], actions: ['rematch.manage'] },
      { to: '/models', label: 'nav.models', routes: ['models'], actions: ['model.manage'] },
      { to: '/audit', label: 'nav.audit', routes: ['audit'], actions: ['audit.read'] },
    ],
  },
]

/** What stands in the header of somebody, in its order: links, and menus where there is more than a header holds; a menu of one would only be in the way. */
export function linksFor(can: (action: Action) => boolean, t: (key: MessageKey) => string, route: string): (NavLink | NavMenuOf)[] {
  const shown = (ways: readonly Way[]): NavLink[] =>
    ways
      .filter(({ actions }) => actions === undefined || actions.some(can))
      .map(({ to, label, routes }) => ({ to, label: t(label), here: routes.includes(route) }))
  const work = shown(WORK)
  const groups = MANAGED.map(({ label, ways }) => ({ label: t(label), links: shown(ways) })).filter(({ links }) => links.length > 0)
  const managed = groups.flatMap(({ links }) => links)
  return [
    ...shown(work.length === 0 ? [SEARCH, CASES] : [SEARCH]),
    ...(work.length > MOST_WORK ? [{ label: t('nav.work'), groups: [{ label: '', links: work }] }] : work),
    ...shown(READ),
    ...(managed.length > 1 ? [{ label: t('nav.manage'), groups }] : managed),
  ]
}
