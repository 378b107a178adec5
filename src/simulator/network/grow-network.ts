import { type Change, keyOf, type NetworkRow } from '../state/records.ts'
import type { EstateView } from '../state/view.ts'

/**
 * Gives a VNet another address space, as AVS does when an NSX segment is added. Its peerings go out of sync by that, so the VNets at
 * their other ends get a new etag too.
 */
export function withAddressSpace(
  view: EstateView,
  network: NetworkRow,
  addressPrefixes: readonly string[],
  newId: () => string,
): Change[] {
  const changes: Change[] = [
    { table: 'networks', key: keyOf(network.id), value: { ...network, addressPrefixes, etag: newId() } },
  ]
  for (const peering of view.peeringsTowards(network.id)) {
    const other = view.get('networks', peering.networkId)
    if (other !== undefined)
      changes.push({ table: 'networks', key: keyOf(other.id), value: { ...other, etag: newId() } })
  }
  return changes
}
