import { keepPreviousData, useInfiniteQuery, useQueries } from '@tanstack/vue-query'
import { computed, watch, type Ref } from 'vue'
import { fetchHits } from '@/api/calls'
import { chosenFilters, searchParameters, type SearchState } from './address'
import { useFacetLabels } from './labels'

const PAGE_SIZE = 20

/** Runs the search of an address, page by page; the earlier result stays until the next one is there. */
export function useSearch(search: Ref<SearchState>) {
  const { remember } = useFacetLabels()
  const parameters = computed(() => searchParameters(search.value))
  const query = useInfiniteQuery({
    queryKey: computed(() => ['search', parameters.value]),
    queryFn: ({ pageParam, signal }) =>
      fetchHits({ ...parameters.value, size: PAGE_SIZE, ...(pageParam === null ? {} : { cursor: pageParam }) }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  })
  const first = computed(() => query.data.value?.pages[0])
  const hits = computed(() => query.data.value?.pages.flatMap((page) => page.hits) ?? [])
  watch(first, (result) => {
    if (result) remember(result)
  }, { immediate: true })
  useMissingLabels(search, first)
  return { query, first, hits }
}

/** An address that somebody sent may hold values that its own result does not count; their names come from searches for just them. */
function useMissingLabels(search: Ref<SearchState>, first: Ref<unknown>) {
  const { remember, isKnown } = useFacetLabels()
  const missing = computed(() =>
    first.value === undefined ? [] : chosenFilters(search.value).filter(({ filter, value }) => !isKnown(filter, value)),
  )
  useQueries({
    queries: computed(() =>
      missing.value.map(({ filter, value }) => ({
        queryKey: ['label', filter, value],
        queryFn: async ({ signal }: { signal: AbortSignal }) => {
          const result = await fetchHits({ [filter]: [value], size: 1 }, signal)
          remember(result)
          return result.total
        },
        staleTime: Infinity,
        retry: false,
      })),
    ),
  })
}
