import type { AzureFault } from '../peering/azure-fault.ts'
import type { PrivateCloud, ResourceId, VirtualNetwork } from '../peering/model.ts'

/** What Peerbot reads of Azure. `src/azure` implements it. */
export interface AzureReader {
  /** Every private cloud in the subscriptions that count, all pages. Throws `AzureFault` if none could be read. */
  listPrivateClouds(options: ReadOptions): Promise<ListedClouds>
  /** The VNet with its peerings, read live; null if there is none of that id. Throws `AzureFault`. */
  readNetwork(id: ResourceId, options: ReadOptions): Promise<VirtualNetwork | null>
}

/** What could be read of the subscriptions, and which of them could not. */
export interface ListedClouds {
  clouds: readonly PrivateCloud[]
  unreadable: readonly UnreadableSubscription[]
}

export interface UnreadableSubscription {
  subscriptionId: string
  fault: AzureFault
}

export interface ReadOptions {
  signal?: AbortSignal
}
