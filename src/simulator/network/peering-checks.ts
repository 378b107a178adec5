import type { ArmError } from '../arm/arm-error.ts'
import { parseResourceId } from '../arm/resource-id.ts'
import { keyOf, type NetworkRow } from '../state/records.ts'
import type { EstateView } from '../state/view.ts'
import {
  addressSpacesOverlap,
  anotherPeeringReferences,
  invalidGlobalReference,
  invalidReference,
  linkedSubscriptionNotFound,
  overlapsWithAlreadyPeered,
  remoteHasNoGateways,
  remotePeeringIsDisconnected,
} from './network-errors.ts'
import type { PeeringRequest } from './peering-request.ts'
import { overlapping } from './prefixes.ts'

/** The VNets that a peering PUT would join, and the peering's id. */
export interface Pair {
  peeringId: string
  home: NetworkRow
  remote: NetworkRow
}

/** Why the remote VNet cannot be referenced at all. */
export function unknownRemote(view: EstateView, home: NetworkRow, peeringId: string, remoteId: string): ArmError {
  const subscription = parseResourceId(remoteId)?.subscriptionId ?? ''
  if (view.get('subscriptions', subscription) === undefined) return linkedSubscriptionNotFound(peeringId, subscription)
  return keyOf(subscription) === keyOf(home.subscriptionId)
    ? invalidReference(remoteId, peeringId)
    : invalidGlobalReference(remoteId, peeringId)
}

/** The rules that a peering PUT must meet, in the order in which they are answered. */
export function refusePeering(view: EstateView, pair: Pair, request: PeeringRequest): ArmError | null {
  return (
    refuseSecondPeering(view, pair) ??
    refuseOverlap(pair) ??
    refuseOverlapWithThird(view, pair, pair.home, pair.remote) ??
    refuseOverlapWithThird(view, pair, pair.remote, pair.home) ??
    refuseDisconnectedRemote(view, pair) ??
    refuseMissingGateway(pair, request)
  )
}

function refuseSecondPeering(view: EstateView, { peeringId, home, remote }: Pair): ArmError | null {
  const other = view
    .peeringsOn(home.id)
    .find((peering) => keyOf(peering.remoteNetworkId) === keyOf(remote.id) && keyOf(peering.id) !== keyOf(peeringId))
  return other === undefined ? null : anotherPeeringReferences(other.id, remote.id, peeringId)
}

function refuseOverlap({ peeringId, home, remote }: Pair): ArmError | null {
  const prefixes = overlapping(home.addressPrefixes, remote.addressPrefixes)
  return prefixes.length === 0 ? null : addressSpacesOverlap(peeringId, home.id, remote.id, prefixes)
}

/** A VNet already peered with the other side counts in every peering state: a Disconnected leftover still does. */
function refuseOverlapWithThird(
  view: EstateView,
  { peeringId, home, remote }: Pair,
  first: NetworkRow,
  second: NetworkRow,
): ArmError | null {
  const pair = [keyOf(home.id), keyOf(remote.id)]
  for (const peering of view.peeringsOn(second.id)) {
    if (pair.includes(keyOf(peering.remoteNetworkId))) continue
    const third = view.get('networks', peering.remoteNetworkId)
    const prefixes = overlapping(first.addressPrefixes, third?.addressPrefixes ?? peering.learntPrefixes)
    if (prefixes.length > 0) {
      return overlapsWithAlreadyPeered(peeringId, first.id, second.id, peering.remoteNetworkId, prefixes)
    }
  }
  return null
}

/** A new side cannot join a Disconnected one; an update of a Disconnected side itself is the cure and is let through. */
function refuseDisconnectedRemote(view: EstateView, { peeringId, home, remote }: Pair): ArmError | null {
  const own = view.get('peerings', peeringId)
  if (own?.peeringState === 'Disconnected') return null
  const reverse = view.peeringsOn(remote.id).find((peering) => keyOf(peering.remoteNetworkId) === keyOf(home.id))
  if (reverse?.peeringState !== 'Disconnected') return null
  return remotePeeringIsDisconnected(peeringId, reverse.id, home.id)
}

function refuseMissingGateway({ peeringId, remote }: Pair, request: PeeringRequest): ArmError | null {
  if (!request.useRemoteGateways || request.doNotVerifyRemoteGateways || remote.gatewayIds.length > 0) return null
  return remoteHasNoGateways(peeringId, remote.id)
}
