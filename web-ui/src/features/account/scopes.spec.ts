import { expect, it } from 'vitest'
import type { PermissionTable } from '@/api/types'
import { grantable, scopeLabels } from './scopes'

const table: PermissionTable = {
  roles: [],
  actions: [
    { code: 'search.read', label: '搜索资料库', english: 'Search', decisions: {} },
    { code: 'problem.write', label: '撰写难题', english: 'Write problems', decisions: {} },
    { code: 'token.manage', label: '管理令牌', english: 'Manage tokens', decisions: {} },
    { code: 'audit.read', label: '查看审计', english: 'Read audit', decisions: {} },
  ],
}

it('gives a token no more than the person may, and never tokens', () => {
  const scopes = grantable(table, { 'problem.write': 'own', 'search.read': 'allow', 'token.manage': 'own', 'audit.read': 'deny' })
  expect(scopes.map(({ code, decision }) => [code, decision])).toEqual([['search.read', 'allow'], ['problem.write', 'own']])
  expect(grantable(table, {})).toEqual([])
})

it('names scopes in the language of the reader and keeps those that it does not know', () => {
  expect(scopeLabels(['problem.write', 'old.action'], table, true)).toEqual(['撰写难题', 'old.action'])
  expect(scopeLabels(['problem.write'], table, false)).toEqual(['Write problems'])
  expect(scopeLabels(['problem.write'], undefined, true)).toEqual(['problem.write'])
})
