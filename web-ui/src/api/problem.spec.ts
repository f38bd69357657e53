import { describe, expect, it } from 'vitest'
import { asProblem, problemOf } from './problem'

describe('problem of an answer', () => {
  it.each([
    [400, 'refused'], [404, 'missing'], [409, 'refused'], [413, 'refused'], [422, 'refused'],
    [500, 'internal'], [502, 'unavailable'], [503, 'unavailable'], [504, 'unavailable'],
  ])('says of status %i that it is %s', (status, kind) => {
    expect(problemOf(status, {}).kind).toBe(kind)
  })

  it('keeps what the server says, and each thing once', () => {
    const problem = problemOf(422, {
      title: '文件无法读取', code: 'FILE_REFUSED', detail: '文件有密码。', requestId: 'r-1',
      violations: [{ field: 'file', code: 'LOCKED', message: '文件有密码。' }, { field: 'file', code: 'EMPTY', message: '没有工作表。' }],
    })
    expect(problem).toMatchObject({ code: 'FILE_REFUSED', title: '文件无法读取', detail: '文件有密码。', requestId: 'r-1' })
    expect(problem.violations.map(({ message }) => message)).toEqual(['没有工作表。'])
  })

  it('says of which heading it speaks', () => {
    const { violations } = problemOf(400, {
      violations: [
        { field: '所在地区', code: 'UNKNOWN_REGION', message: '没有找到这个地区。' }, { field: '难题问题名称', code: 'MISSING', message: '“难题问题名称”为空。' },
        { field: 'newPassword', code: 'WEAK_PASSWORD', message: '密码太短。' },
      ],
    })
    expect(violations.map(({ message }) => message)).toEqual(['所在地区：没有找到这个地区。', '“难题问题名称”为空。', '密码太短。'])
  })

  it.each([undefined, null, 'Bad gateway', 7, { violations: 'none' }])('makes a problem of a body that is none: %o', (body) => {
    expect(problemOf(500, body)).toMatchObject({ code: 'HTTP_500', title: '', violations: [] })
  })
})

it.each([['840', 840], [null, null], ['Sat, 21 Nov 2026 08:00:00 GMT', null]])('reads Retry-After %o as %o seconds', (header, seconds) => {
  expect(problemOf(429, {}, header).retryAfterSeconds).toBe(seconds)
})

it('takes anything but a problem as a network that failed', () => {
  const known = problemOf(404, {})
  expect(asProblem(known)).toBe(known)
  expect(asProblem(new TypeError('Failed to fetch')).kind).toBe('network')
})
