import ipaddr from 'ipaddr.js'

/** True for a CIDR prefix with no host bits set, IPv4 or IPv6. */
export function isPrefix(text: string): boolean {
  if (!ipaddr.isValidCIDR(text)) return false
  const [address, length] = ipaddr.parseCIDR(text)
  const network =
    address.kind() === 'ipv4' ? ipaddr.IPv4.networkAddressFromCIDR(text) : ipaddr.IPv6.networkAddressFromCIDR(text)
  return network.toNormalizedString() === address.toNormalizedString() && length >= 0
}

/** True if every address of `inner` lies in `outer`. */
export function contains(outer: string, inner: string): boolean {
  const [outerAddress, outerLength] = ipaddr.parseCIDR(outer)
  const [innerAddress, innerLength] = ipaddr.parseCIDR(inner)
  if (outerAddress.kind() !== innerAddress.kind() || innerLength < outerLength) return false
  return innerAddress.match(outerAddress, outerLength)
}

/** The prefixes of the first list that overlap one of the second, as Azure lists them in its overlap errors. */
export function overlapping(first: readonly string[], second: readonly string[]): string[] {
  return first.filter((a) => second.some((b) => contains(a, b) || contains(b, a)))
}

/** True if both lists hold the same prefixes, in any order. */
export function sameSpace(first: readonly string[], second: readonly string[]): boolean {
  const right = new Set(second)
  return new Set(first).size === right.size && first.every((prefix) => right.has(prefix))
}
