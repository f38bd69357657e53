import { describe, expect, it } from 'vitest'
import { roomFor } from './room'

describe('room for the main navigation', () => {
  it('of few words is the least there is', () => {
    expect(roomFor(['检索', '申报规则'])).toBe(1100)
  })

  it('of the same links in English is more than a laptop has', () => {
    const chinese = ['检索', '提出难题', '组团', '待办难题', '项目申报', '申报规则', '成效', '导入', '机构']
    const english = ['Search', 'Post a problem', 'Teams', 'Desk', 'Applications', 'Programmes', 'Figures', 'Imports', 'Organisations']
    expect(roomFor(chinese)).toBeLessThan(1280)
    expect(roomFor(english)).toBeGreaterThan(1280)
    expect(roomFor(english)).toBeLessThan(1536)
  })
})
