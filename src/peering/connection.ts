/** A connection: the two peerings between two VNets, and the state they are in together. */
import type { ConnectionState, Peering, VirtualNetwork } from './model.ts'
import { sameId } from './resource-id.ts'

/** The peering on `network` towards `remoteId`. Azure allows only one, whatever its name. */
export function peeringTowards(network: VirtualNetwork, remoteId: string): Peering | null {
  return network.peerings.find((peering) => sameId(peering.remoteVirtualNetworkId, remoteId)) ?? null
}

/** The state of the connection between two VNets, from both sides as read. */
export function connectionState(a: VirtualNetwork, b: VirtualNetwork): ConnectionState {
  return stateOfSides(peeringTowards(a, b.id), peeringTowards(b, a.id))
}

/** The state of a connection from its two sides; null = no peering there. */
export function stateOfSides(a: Peering | null, b: Peering | null): ConnectionState {
  const sides = [a, b].filter((side) => side !== null)
  if (sides.length === 0) return 'None'
  if (sides.some((side) => side.provisioningState === 'Failed' || side.provisioningState === 'Canceled'))
    return 'Failed'
  if (sides.some((side) => side.peeringState === 'Disconnected')) return 'Disconnected'
  if (sides.some((side) => side.provisioningState !== 'Succeeded')) return 'Updating'
  if (sides.length === 1 || sides.some((side) => side.peeringState !== 'Connected')) return 'HalfOpen'
  return sides.every((side) => side.syncLevel === 'FullyInSync') ? 'Connected' : 'OutOfSync'
}

/** Azure calls a peering global when the two VNets are in different regions. */
export function sameRegion(a: VirtualNetwork, b: VirtualNetwork): boolean {
  return a.location.replaceAll(' ', '').toLowerCase() === b.location.replaceAll(' ', '').toLowerCase()
}
