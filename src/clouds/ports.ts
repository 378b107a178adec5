import type { PrivateCloud, ResourceId, VirtualNetwork } from '../peering/model.ts'

/** What Peerbot reads of Azure. `src/azure` implements it. */
export interface AzureReader {
  /** Every private cloud in the subscriptions that count, all pages. Throws `AzureFault`. */
  listPrivateClouds(options: ReadOptions): Promise<readonly PrivateCloud[]>
  /** The VNet with its peerings, read live; null if there is none of that id. Throws `AzureFault`. */
  readNetwork(id: ResourceId, options: ReadOptions): Promise<VirtualNetwork | null>
}

export interface ReadOptions {
  signal?: AbortSignal
}
