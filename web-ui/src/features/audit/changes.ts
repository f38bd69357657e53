/** One value that an action left different. */
export interface Change {
  /** Where it stands, as names joined by points: "region.label"; blank for the whole. */
  readonly path: string
  /** Null where there was nothing. */
  readonly before: string | null
  /** Null where there is nothing any more. */
  readonly after: string | null
}

/** What differs between two states of a thing, in the order in which the names come. Either may be nothing at all. */
export function changes(before: unknown, after: unknown): Change[] {
  const old = leaves(before)
  const young = leaves(after)
  return [...new Set([...old.keys(), ...young.keys()])]
    .map((path) => ({ path, before: old.get(path) ?? null, after: young.get(path) ?? null }))
    .filter((change) => change.before !== change.after)
}

/** Every value within, by its path. A list of plain values is one value; nothing has no leaves. */
function leaves(value: unknown, path = '', found = new Map<string, string>()): Map<string, string> {
  if (value === null || value === undefined) return found
  if (Array.isArray(value) && value.every((item) => !isComposite(item))) found.set(path, value.map(text).join('、'))
  else if (isComposite(value)) {
    for (const [name, inner] of Object.entries(value)) leaves(inner, path === '' ? name : `${path}.${name}`, found)
  } else found.set(path, text(value))
  return found
}

function isComposite(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : String(value)
}
