import type { PeeringRow } from '../state/records.ts'
import { type EstateView, reversePeering } from '../state/view.ts'
import { sameSpace } from './prefixes.ts'

export type SyncLevel = 'FullyInSync' | 'RemoteNotInSync' | 'LocalNotInSync' | 'LocalAndRemoteNotInSync'

/** The address space that the remote VNet has now; what was learnt last if it is gone. */
export function currentRemoteSpace(view: EstateView, peering: PeeringRow): readonly string[] {
  return view.get('networks', peering.remoteNetworkId)?.addressPrefixes ?? peering.learntPrefixes
}

/**
 * `peeringSyncLevel`, relative to the peering that is read. Local: this side has not learnt the remote VNet's present space, and is
 * the one to sync. Remote: the other side has not learnt this VNet's, or does not exist (recorded: Initiated shows RemoteNotInSync).
 * azure-powershell's own test of Sync-AzVirtualNetworkPeering expects the same after one VNet has grown: RemoteNotInSync on the
 * VNet that changed, LocalNotInSync on the other.
 */
export function syncLevel(view: EstateView, peering: PeeringRow): SyncLevel {
  const home = view.get('networks', peering.networkId)
  const reverse = reversePeering(view, peering)
  const localStale = !sameSpace(peering.learntPrefixes, currentRemoteSpace(view, peering))
  const remoteStale =
    reverse === undefined || home === undefined || !sameSpace(reverse.learntPrefixes, home.addressPrefixes)
  if (localStale) return remoteStale ? 'LocalAndRemoteNotInSync' : 'LocalNotInSync'
  return remoteStale ? 'RemoteNotInSync' : 'FullyInSync'
}
