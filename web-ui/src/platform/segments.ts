import type { Choice } from '@/api/types'

/** Chains with their segments, each chain once, in the order of first mention. Full names come as "高温合金·母合金"; a segment may stand alone. */
export function segmentsByChain(segments: readonly Pick<Choice, 'label'>[]): { chain: string; segments: string[] }[] {
  const chains = new Map<string, string[]>()
  for (const { label } of segments) {
    const cut = label.indexOf('·')
    const chain = cut < 0 ? '' : label.slice(0, cut)
    chains.set(chain, [...(chains.get(chain) ?? []), label.slice(cut + 1)])
  }
  return [...chains].map(([chain, names]) => ({ chain, segments: names }))
}
