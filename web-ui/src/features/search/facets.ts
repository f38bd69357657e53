import type { FacetValue } from '@/api/types'
import { HOME_CODE, PARTS, partOfCity } from '@/platform/regions'

/** A facet value with the values below it, e.g. a city with its counties. */
export interface FacetNode {
  readonly facet: FacetValue
  readonly children: readonly FacetNode[]
}

/** Builds the tree from the parents; a value whose parent is not there stands at the top. The order of the server is kept. */
export function facetTree(values: readonly FacetValue[]): FacetNode[] {
  const known = new Set(values.map((facet) => facet.value))
  const below = (parent: string | null): FacetNode[] =>
    values
      .filter((facet) => topOrParent(facet, known) === parent)
      .map((facet) => ({ facet, children: below(facet.value) }))
  return below(null)
}

function topOrParent(facet: FacetValue, known: ReadonlySet<string>): string | null {
  const parent = facet.parent ?? null
  return parent !== null && parent !== facet.value && known.has(parent) ? parent : null
}

/** Values of a node and of all below it. */
export function valuesOf(node: FacetNode): string[] {
  return [node.facet.value, ...node.children.flatMap(valuesOf)]
}

function pathTo(nodes: readonly FacetNode[], value: string): FacetNode[] {
  for (const node of nodes) {
    if (node.facet.value === value) return [node]
    const rest = pathTo(node.children, value)
    if (rest.length > 0) return [node, ...rest]
  }
  return []
}

/** Adds or removes a value. */
export function toggle(chosen: readonly string[], value: string): string[] {
  return chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value]
}

/**
 * Adds or removes a value of a tree. Values of one filter are alternatives, so a city beside one of its counties would hide the county:
 * what is chosen replaces everything above and below it.
 */
export function toggleInTree(tree: readonly FacetNode[], chosen: readonly string[], value: string): string[] {
  if (chosen.includes(value)) return chosen.filter((other) => other !== value)
  const path = pathTo(tree, value)
  const node = path.at(-1)
  const replaced = new Set([...path.map((above) => above.facet.value), ...(node ? valuesOf(node) : [])])
  return [...chosen.filter((other) => !replaced.has(other)), value]
}

/** Takes a chain away together with its segments, which would otherwise go on narrowing unseen. */
export function withoutSegmentsOf(segments: readonly FacetValue[], chosen: readonly string[], chain: string): string[] {
  const own = new Set(segments.filter((segment) => segment.parent === chain).map((segment) => segment.value))
  return chosen.filter((segment) => !own.has(segment))
}

/**
 * The region tree as people see it: Jiangsu is not shown, its three parts stand first and hold its cities, which hold their counties. The
 * server counts parts and cities side by side.
 */
export function regionTree(values: readonly FacetValue[]): FacetNode[] {
  const counted = new Set(values.map((facet) => facet.value))
  const placed = values
    .filter((facet) => facet.value !== HOME_CODE)
    .map((facet) => {
      const part = partOfCity(facet.label)
      return part && facet.parent === HOME_CODE && counted.has(part.code) ? { ...facet, parent: part.code } : facet
    })
  const order = (node: FacetNode) => {
    const index = PARTS.findIndex((part) => part.code === node.facet.value)
    return index < 0 ? PARTS.length : index
  }
  return facetTree(placed).sort((a, b) => order(a) - order(b))
}
