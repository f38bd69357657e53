import type { Choice } from '@/api/types'

/** Names of chain segments with each chain named once: "高温合金：母合金、变形合金". Full names come as "高温合金·母合金". */
export function segmentsByChain(segments: readonly Pick<Choice, 'label'>[]): string[] {
  const chains = new Map<string, string[]>()
  for (const { label } of segments) {
    const cut = label.indexOf('·')
    const chain = cut < 0 ? '' : label.slice(0, cut)
    chains.set(chain, [...(chains.get(chain) ?? []), label.slice(cut + 1)])
  }
  return [...chains].map(([chain, names]) => (chain === '' ? names.join('、') : `${chain}：${names.join('、')}`))
}
