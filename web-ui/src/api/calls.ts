import { answer, api } from './client'
import type { paths } from './schema'
import type {
  ImportJob, LibraryCode, LibraryRecord, LibrarySummary, Match, SearchResult, Suggestion,
} from './types'

/** What a search asks for; values of one filter are alternatives. */
export type SearchParameters = NonNullable<paths['/api/search']['get']['parameters']['query']>

export const fetchHits = (query: SearchParameters, signal?: AbortSignal) =>
  answer<SearchResult>(api.GET('/api/search', { params: { query }, signal }))

export const fetchLibraries = () => answer<LibrarySummary[]>(api.GET('/api/libraries'))

export const fetchSuggestions = (words: string) =>
  answer<Suggestion[]>(api.GET('/api/suggest', { params: { query: { q: words } } }))

export const fetchRecord = (library: LibraryCode, id: string, signal?: AbortSignal) =>
  answer<LibraryRecord>(api.GET('/api/{library}/{id}', { params: { path: { library, id } }, signal }))

export const fetchMatches = (library: LibraryCode, id: string, target: LibraryCode, limit: number, signal?: AbortSignal) =>
  answer<Match[]>(
    api.GET('/api/{library}/{id}/matches', { params: { path: { library, id }, query: { target, limit } }, signal }),
  )

export const fetchImports = () => answer<ImportJob[]>(api.GET('/api/imports'))

export const fetchImport = (id: string) => answer<ImportJob>(api.GET('/api/imports/{id}', { params: { path: { id } } }))

export const cancelImport = (id: string) =>
  answer<ImportJob>(api.POST('/api/imports/{id}/cancel', { params: { path: { id } } }))

/** Sends a file. The API document knows a file only as a string; what is sent is the form. */
export function startImport(file: File, library: LibraryCode, dryRun: boolean): Promise<ImportJob> {
  const form = new FormData()
  form.append('file', file)
  form.append('library', library)
  form.append('dryRun', String(dryRun))
  return answer<ImportJob>(
    api.POST('/api/imports', { body: { file: '', library, dryRun: String(dryRun) }, bodySerializer: () => form }),
  )
}
