import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import { LIBRARIES } from '@/api/libraries'

const libraries = LIBRARIES.map((library) => library.code).join('|')

const routes: RouteRecordRaw[] = [
  { path: '/', name: 'home', component: () => import('@/features/search/HomePage.vue') },
  { path: `/:library(search|${libraries})`, name: 'search', component: () => import('@/features/search/SearchPage.vue') },
  { path: `/:library(${libraries})/:id`, name: 'record', component: () => import('@/features/record/RecordPage.vue') },
  { path: '/imports/:id?', name: 'imports', component: () => import('@/features/imports/ImportsPage.vue') },
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
