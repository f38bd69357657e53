import { describe, expect, it } from 'vitest'
import type { Action } from '@/api/types'
import { linksFor } from './links'

const t = (key: string) => key
const may = (...actions: Action[]) => (action: Action) => actions.includes(action)

describe('the links of the header', () => {
  it('shows a visitor what is for everybody, and no menu', () => {
    const { links, groups } = linksFor(() => false, t, 'case')
    expect(links.map(({ to }) => to)).toEqual(['/search', '/cases', '/programmes'])
    expect(links.find(({ here }) => here)?.to).toBe('/cases')
    expect(groups).toEqual([])
  })

  it('puts what staff look after behind one word, without empty groups', () => {
    const { links, groups } = linksFor(may('import.run', 'source.manage', 'identity.decide'), t, 'source-run')
    expect(links.map(({ to }) => to)).toEqual(['/search', '/cases', '/programmes'])
    expect(groups.map(({ label }) => label)).toEqual(['nav.manage.data'])
    expect(groups[0]?.links.filter(({ here }) => here).map(({ to }) => to)).toEqual(['/sources'])
  })

  it('has no menu for a single link', () => {
    const { links, groups } = linksFor(may('organisation.read'), t, 'home')
    expect(links.at(-1)?.to).toBe('/organisations')
    expect(groups).toEqual([])
  })
})
