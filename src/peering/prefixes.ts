/** Arithmetic of address prefixes (CIDR), IPv4 and IPv6. */
import ipaddr from 'ipaddr.js'

interface Range {
  prefix: string
  family: 'ipv4' | 'ipv6'
  first: bigint
  last: bigint
}

/** The addresses of a prefix; null if it is not written as one. */
function rangeOf(prefix: string): Range | null {
  if (!ipaddr.isValidCIDR(prefix)) return null
  const [address, length] = ipaddr.parseCIDR(prefix)
  const bytes = address.toByteArray()
  const value = bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n)
  const size = 1n << BigInt(bytes.length * 8 - length)
  const first = (value / size) * size
  return { prefix, family: address.kind(), first, last: first + size - 1n }
}

/**
 * The prefixes of `mine` and of `theirs` that overlap, as pairs.
 * Sorted by first address and swept once: n log n, plus the pairs found. Anything that is not a prefix overlaps nothing.
 */
export function overlappingPrefixes(
  mine: readonly string[],
  theirs: readonly string[],
): { mine: string; theirs: string }[] {
  const ranges = [...owned(mine, 'mine'), ...owned(theirs, 'theirs')].sort(byStart)
  const found: { mine: string; theirs: string }[] = []
  let open: OwnedRange[] = []
  for (const range of ranges) {
    open = open.filter((earlier) => earlier.family === range.family && earlier.last >= range.first)
    for (const earlier of open) {
      if (earlier.owner === range.owner) continue
      const [a, b] = range.owner === 'mine' ? [range, earlier] : [earlier, range]
      found.push({ mine: a.prefix, theirs: b.prefix })
    }
    open.push(range)
  }
  return found
}

type OwnedRange = Range & { owner: 'mine' | 'theirs' }

function owned(prefixes: readonly string[], owner: 'mine' | 'theirs'): OwnedRange[] {
  return [...new Set(prefixes)].flatMap((prefix) => {
    const range = rangeOf(prefix)
    return range ? [{ ...range, owner }] : []
  })
}

function byStart(a: Range, b: Range): number {
  if (a.family !== b.family) return a.family < b.family ? -1 : 1
  return a.first < b.first ? -1 : a.first > b.first ? 1 : 0
}

/** Of the prefixes that should be known, those that are not, written alike. */
export function missingPrefixes(wanted: readonly string[], known: readonly string[]): string[] {
  const have = new Set(known.map(canonical))
  return wanted.filter((prefix) => !have.has(canonical(prefix)))
}

function canonical(prefix: string): string {
  const range = rangeOf(prefix)
  return range ? `${range.family} ${range.first} ${range.last}` : prefix
}
