import { describe, expect, it } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import {
  chosenFilters, emptySearch, inLibrary, readSearch, searchParameters, withFilter, writeSearch, type SearchState,
} from './address'

const full: SearchState = {
  library: 'experts',
  words: '"界面态" 碳化硅 & 100%',
  filters: {
    ...emptySearch().filters,
    field: ['NEW_MATERIALS'],
    region: ['320500', '320684'],
    academician: ['true'],
    ageGroup: ['40-49', '50-59'],
  },
  sort: 'newest',
}

/** Through a real router, so that encoding and repeated parameters are the browser's. */
function throughAddress(state: SearchState): SearchState {
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/:library', component: {} }],
  })
  const there = router.resolve(router.resolve(writeSearch(state)).href)
  return readSearch(String(there.params.library), there.query)
}

describe('search address', () => {
  it('returns the same search from its own address', () => {
    expect(throughAddress(full)).toEqual(full)
    expect(throughAddress(emptySearch())).toEqual(emptySearch())
  })

  it('leaves out what is as it starts', () => {
    expect(writeSearch(emptySearch())).toEqual({ path: '/search', query: {} })
    expect(writeSearch({ ...emptySearch('problems'), words: '密封' })).toEqual({ path: '/problems', query: { q: '密封' } })
  })

  it('ignores unknown sorts, empty and doubled values', () => {
    const read = readSearch('search', { sort: 'best', field: ['STEEL', '', null, 'STEEL'], q: '  轴承 ', colour: 'red' })
    expect(read).toEqual({ ...emptySearch(), words: '轴承', filters: { ...emptySearch().filters, field: ['STEEL'] } })
  })

  it('takes a type in the query of the common search', () => {
    expect(readSearch('search', { type: 'society' }).library).toBe('societies')
    expect(readSearch('search', { type: 'robot' }).library).toBeNull()
    expect(readSearch('problems', { type: 'expert' }).library).toBe('problems')
  })

  it('drops filters that another library does not know', () => {
    const there = inLibrary(full, 'teams')
    expect(there.filters.academician).toEqual([])
    expect(there.filters.ageGroup).toEqual([])
    expect(there.filters.region).toEqual(['320500', '320684'])
    expect(there.words).toBe(full.words)
    expect(inLibrary(full, null).filters).toEqual(full.filters)
  })

  it('lists one chip per value in the order of the panel', () => {
    expect(chosenFilters(full).map((chip) => chip.value)).toEqual([
      'NEW_MATERIALS', '320500', '320684', 'true', '40-49', '50-59',
    ])
    expect(chosenFilters(withFilter(full, 'region', []))).toHaveLength(4)
  })

  it('asks the API for exactly the chosen things', () => {
    expect(searchParameters(full)).toEqual({
      q: full.words, type: ['expert'], field: ['NEW_MATERIALS'], region: ['320500', '320684'],
      ageGroup: ['40-49', '50-59'], academician: ['true'], sort: 'newest',
    })
    expect(searchParameters(emptySearch())).toEqual({ sort: 'relevance' })
  })
})
