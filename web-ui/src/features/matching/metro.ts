export interface Station {
  readonly chain: string
  readonly segment: string
  /** The way to this station leads from another chain. */
  readonly change: boolean
}

/** Reads a path of full segment names ("动力电池·正极材料") as stations of a line; a name without a chain is a segment by itself. */
export function metroLine(names: readonly string[]): Station[] {
  const stations: Station[] = []
  for (const name of names) {
    const cut = name.indexOf('·')
    const chain = cut < 0 ? '' : name.slice(0, cut).trim()
    const segment = name.slice(cut + 1).trim()
    const before = stations.at(-1)
    if (segment === '' || (before?.chain === chain && before.segment === segment)) continue
    stations.push({ chain, segment, change: before !== undefined && before.chain !== chain })
  }
  return stations
}
