import type { Status } from '../chat/message.ts'
import { peeringTowards, sameRegion, stateOfSides } from '../peering/connection.ts'
import type { ObservedCloud, Peering, VirtualNetwork } from '../peering/model.ts'
import { missingPrefixes } from '../peering/prefixes.ts'

type ConnectionStatus = Status['connections'][number]

/** Both sides of a connection as read; nothing where a cloud has no VNet. */
export function connectionStatus(a: ObservedCloud | undefined, b: ObservedCloud | undefined): ConnectionStatus[] {
  if (!a?.network || !b?.network) return []
  const [onA, onB] = [peeringTowards(a.network, b.network.id), peeringTowards(b.network, a.network.id)]
  return [
    {
      state: stateOfSides(onA, onB),
      scope: sameRegion(a.network, b.network) ? 'local' : 'global',
      a: side(a.cloud.name, a.network, onA, b.network),
      b: side(b.cloud.name, b.network, onB, a.network),
    },
  ]
}

function side(cloudName: string, network: VirtualNetwork, peering: Peering | null, remote: VirtualNetwork) {
  return {
    cloudName,
    networkName: network.name,
    peering: peering && {
      name: peering.name,
      peeringState: peering.peeringState,
      syncLevel: peering.syncLevel,
      provisioningState: peering.provisioningState,
    },
    addressPrefixes: [...network.addressPrefixes],
    missingPrefixes: peering ? missingPrefixes(remote.addressPrefixes, peering.peeredPrefixes) : [],
  }
}
