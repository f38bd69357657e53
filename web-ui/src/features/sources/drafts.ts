import type { PageRules, SourceDraft, SourceView } from '@/api/types'

/** Rules of a source that nobody has described yet. */
export const emptyRules = (): PageRules => ({
  mode: 'ROWS', item: '', link: '', fields: [], content: '', next: '', numbered: '', firstNumber: 1, attachments: false,
})

/** Rules of one's own to write in; what was read stays as it is, and may be a proxy that no `structuredClone` takes. */
export const copyOf = (rules: PageRules): PageRules => ({ ...rules, fields: rules.fields.map((field) => ({ ...field })) })

/** What is edited of a source; version 0 is a new one. */
export function draftOf(source?: SourceView): SourceDraft {
  return source
    ? {
        name: source.name, address: source.address, library: source.library, rules: copyOf(source.rules), schedule: source.schedule,
        enabled: source.enabled, mostPages: source.mostPages, version: source.version,
      }
    : { name: '', address: '', library: 'problems', rules: emptyRules(), schedule: 'DAILY', enabled: true, mostPages: 500, version: 0 }
}
