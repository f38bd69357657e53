import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import { LIBRARIES } from '@/api/libraries'
import type { Action } from '@/api/types'

declare module 'vue-router' {
  interface RouteMeta {
    /** What a person must be allowed to do to see the page; a visitor is led to the sign-in. */
    action?: Action
    /** Everybody with an account may see the page. */
    signedIn?: boolean
  }
}

const libraries = LIBRARIES.map((library) => library.code).join('|')

const routes: RouteRecordRaw[] = [
  { path: '/', name: 'home', component: () => import('@/features/search/HomePage.vue') },
  { path: `/:library(search|${libraries})`, name: 'search', component: () => import('@/features/search/SearchPage.vue') },
  { path: '/teams/workbench', name: 'workbench', meta: { action: 'team.write' }, component: () => import('@/features/teams/WorkbenchPage.vue') },
  { path: '/teams/joint', name: 'joint', meta: { action: 'team.write' }, component: () => import('@/features/teams/JointPage.vue') },
  { path: '/teams/assignment', name: 'assignment', meta: { action: 'team.write' }, component: () => import('@/features/teams/AssignmentPage.vue') },
  { path: '/teams/allocation', name: 'allocation', component: () => import('@/features/teams/AllocationPage.vue') },
  { path: `/:library(${libraries})/:id`, name: 'record', component: () => import('@/features/record/RecordPage.vue') },
  { path: '/post/:id?', name: 'post', meta: { action: 'problem.write' }, component: () => import('@/features/post/PostPage.vue') },
  { path: '/desk', name: 'desk', meta: { action: 'problem.progress.read' }, component: () => import('@/features/progress/DeskPage.vue') },
  { path: '/claims', name: 'claims', meta: { action: 'claim.write' }, component: () => import('@/features/progress/ClaimsPage.vue') },
  { path: '/claims/:id', name: 'claim', meta: { action: 'claim.read' }, component: () => import('@/features/progress/ClaimPage.vue') },
  {
    path: '/applications', name: 'applications', meta: { action: 'application.read' },
    component: () => import('@/features/applications/ApplicationsPage.vue'),
  },
  {
    path: '/applications/:id', name: 'application', meta: { action: 'application.read' },
    component: () => import('@/features/applications/ApplicationPage.vue'),
  },
  { path: '/check', name: 'check', component: () => import('@/features/documents/CheckPage.vue') },
  { path: '/reviews', name: 'reviews', meta: { action: 'review.read' }, component: () => import('@/features/review/ReviewsPage.vue') },
  { path: '/reviews/:id', name: 'review', meta: { action: 'review.read' }, component: () => import('@/features/review/ReviewPage.vue') },
  { path: '/review-sheets', name: 'sheets', meta: { action: 'review.write' }, component: () => import('@/features/review/SheetsPage.vue') },
  { path: '/review-sheets/:id', name: 'sheet', meta: { action: 'review.write' }, component: () => import('@/features/review/SheetPage.vue') },
  { path: '/draws', name: 'draws', component: () => import('@/features/review/DrawsPage.vue') },
  { path: '/publicity', name: 'publicity', component: () => import('@/features/applications/PublicityPage.vue') },
  {
    path: '/programmes/compile', name: 'compile', meta: { action: 'programme.write' },
    component: () => import('@/features/programmes/CompilePage.vue'),
  },
  { path: '/programmes/:id/edit', name: 'programme-edit', meta: { action: 'programme.write' }, component: () => import('@/features/programmes/EditPage.vue') },
  { path: '/programmes/:id?', name: 'programmes', component: () => import('@/features/programmes/ProgrammesPage.vue') },
  { path: '/works', name: 'works', meta: { action: 'work.manage' }, component: () => import('@/features/works/WorksPage.vue') },
  { path: '/doubts', name: 'doubts', meta: { action: 'problem.manage' }, component: () => import('@/features/doubts/DoubtsPage.vue') },
  { path: '/identities', name: 'identities', meta: { action: 'identity.decide' }, component: () => import('@/features/identities/IdentitiesPage.vue') },
  { path: '/imports/:id?', name: 'imports', meta: { action: 'import.run' }, component: () => import('@/features/imports/ImportsPage.vue') },
  { path: '/sources', name: 'sources', meta: { action: 'source.manage' }, component: () => import('@/features/sources/SourcesPage.vue') },
  { path: '/sources/:id', name: 'source', meta: { action: 'source.manage' }, component: () => import('@/features/sources/SourcePage.vue') },
  { path: '/source-runs/:id', name: 'source-run', meta: { action: 'source.manage' }, component: () => import('@/features/sources/RunPage.vue') },
  { path: '/sign-in', name: 'sign-in', component: () => import('@/features/session/SignInPage.vue') },
  { path: '/invitation', name: 'invitation', component: () => import('@/features/session/InvitationPage.vue') },
  { path: '/account', name: 'account', meta: { signedIn: true }, component: () => import('@/features/account/AccountPage.vue') },
  { path: '/permissions', name: 'permissions', component: () => import('@/features/permissions/PermissionsPage.vue') },
  {
    path: '/organisations', name: 'organisations', meta: { action: 'organisation.read' },
    component: () => import('@/features/organisations/OrganisationsPage.vue'),
  },
  {
    path: '/organisations/:id', name: 'organisation', meta: { action: 'organisation.read' },
    component: () => import('@/features/organisations/OrganisationPage.vue'),
  },
  { path: '/accounts', name: 'accounts', meta: { action: 'account.manage' }, component: () => import('@/features/accounts/AccountsPage.vue') },
  { path: '/operations', name: 'operations', meta: { action: 'rematch.manage' }, component: () => import('@/features/operations/OperationsPage.vue') },
  { path: '/models', name: 'models', meta: { action: 'model.manage' }, component: () => import('@/features/models/ModelsPage.vue') },
  { path: '/notices', name: 'notices', meta: { action: 'subscription.manage' }, component: () => import('@/features/notices/NoticesPage.vue') },
  { path: '/mail/:what(confirm|stop)', name: 'mail', component: () => import('@/features/notices/MailPage.vue') },
  { path: '/cases', name: 'cases', component: () => import('@/features/cases/CasesPage.vue') },
  { path: '/cases/:id', name: 'case', component: () => import('@/features/cases/CasePage.vue') },
  { path: '/insight', name: 'insight', meta: { action: 'insight.read' }, component: () => import('@/features/insight/InsightPage.vue') },
  { path: '/audit', name: 'audit', meta: { action: 'audit.read' }, component: () => import('@/features/audit/AuditPage.vue') },
  { path: '/:missing(.*)*', name: 'missing', component: () => import('@/features/notfound/NotFoundPage.vue') },
]

export const router = createRouter({
  history: createWebHistory(),
  routes,
  scrollBehavior(to, from, saved) {
    if (saved) return saved
    // A new filter or another match of the same page leaves the reader where he is.
    return to.path === from.path ? false : { top: 0 }
  },
})
