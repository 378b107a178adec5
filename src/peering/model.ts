/**
 * The nouns of the domain: what Azure shows of private clouds, their virtual networks and the peerings between them.
 * Plain values, no SDK: `src/azure` makes them from what ARM answers.
 */

/** A full ARM resource id, in the casing Azure gave. Compare with `sameId`: ARM ids are case-insensitive. */
export type ResourceId = string

/** An Azure VMware Solution private cloud (`Microsoft.AVS/privateClouds`). */
export interface PrivateCloud {
  id: ResourceId
  name: string
  resourceGroup: string
  subscriptionId: string
  /** Azure region as ARM writes it, e.g. `uksouth`. */
  location: string
  /** `Succeeded`, `Updating`, `Building`, … as ARM writes it. */
  provisioningState: string
  /** Set on Generation 2 only, and the only proof of it: Gen 1 can hold AV64 clusters too. */
  virtualNetworkId: ResourceId | null
  tags: Readonly<Record<string, string>>
}

/** The virtual network that hosts a Gen 2 private cloud, with every peering on it. */
export interface VirtualNetwork {
  id: ResourceId
  name: string
  location: string
  provisioningState: string
  /** Azure's own identity of the VNet: a re-created one has the same id and another guid. */
  resourceGuid: string
  /** CIDR prefixes, NSX segments included: AVS adds each to the VNet's address space. */
  addressPrefixes: readonly string[]
  peerings: readonly Peering[]
}

export interface PeeringFlags {
  allowVirtualNetworkAccess: boolean
  allowForwardedTraffic: boolean
  allowGatewayTransit: boolean
  useRemoteGateways: boolean
}

export type PeeringState = 'Initiated' | 'Connected' | 'Disconnected'
export type SyncLevel = 'FullyInSync' | 'RemoteNotInSync' | 'LocalNotInSync' | 'LocalAndRemoteNotInSync'

/** One `virtualNetworkPeerings` resource: one direction, on the VNet that it is a child of. */
export interface Peering {
  id: ResourceId
  name: string
  remoteVirtualNetworkId: ResourceId
  peeringState: PeeringState
  syncLevel: SyncLevel
  provisioningState: string
  /** The same value on both sides of a pair. */
  resourceGuid: string
  flags: PeeringFlags
  /** False: a subnet peering, which joins some subnets only (`peerCompleteVnets`). */
  complete: boolean
  /** The remote prefixes this side has learnt (`remoteAddressSpace`). */
  peeredPrefixes: readonly string[]
  /** The remote prefixes there are now (`remoteVirtualNetworkAddressSpace`). */
  currentRemotePrefixes: readonly string[]
}

/** Local = same region, global = different regions. */
export type Scope = 'local' | 'global'

/**
 * The state of a connection, both sides taken together.
 * Connected: both peerings Connected, FullyInSync, Succeeded. HalfOpen: one side only. Disconnected: a leftover side.
 */
export type ConnectionState = 'Connected' | 'OutOfSync' | 'HalfOpen' | 'Disconnected' | 'Updating' | 'Failed' | 'None'

/** A private cloud together with its VNet as read live; `network` is null where the cloud has none or it is gone. */
export interface ObservedCloud {
  cloud: PrivateCloud
  network: VirtualNetwork | null
}
