/** Private clouds with their VNets as they are now. */
import { AzureFault } from '../peering/azure-fault.ts'
import type { ObservedCloud, PrivateCloud, ResourceId, VirtualNetwork } from '../peering/model.ts'
import type { AzureReader } from './ports.ts'

/** How many reads are under way at once: enough to be quick, far below ARM's 25 reads a second. */
const readsAtOnce = 8

/**
 * Reads the VNet of each cloud live, every VNet once, in the order of the clouds. A cloud without a VNet, or whose VNet
 * is gone, gets null. Throws `AzureFault`: a plan needs all of them.
 */
export function observe(clouds: readonly PrivateCloud[], reader: AzureReader): Promise<ObservedCloud[]> {
  return observeBy((id) => reader.readNetwork(id, {}), clouds)
}

/** What could be observed. Only a cloud among `unreadable` has null for a VNet of which nothing is known. */
export interface PartlyObserved {
  /** All of the clouds, in their order. */
  observed: readonly ObservedCloud[]
  unreadable: readonly { cloud: PrivateCloud; fault: AzureFault }[]
}

/**
 * As `observe`, for those who only look: a VNet that cannot be read does not hide the others. Throws the first
 * `AzureFault` only if no VNet could be read.
 */
export async function observeWhatCanBe(clouds: readonly PrivateCloud[], reader: AzureReader): Promise<PartlyObserved> {
  const faults = new Map<string, AzureFault>()
  let asked = 0
  const observed = await observeBy(async (id) => {
    asked += 1
    try {
      return await reader.readNetwork(id, {})
    } catch (error) {
      if (!(error instanceof AzureFault)) throw error
      faults.set(keyOf(id), error)
      return null
    }
  }, clouds)
  const [first] = faults.values()
  if (first && faults.size === asked) throw first
  const unreadable = clouds.flatMap((cloud) => {
    const fault = faults.get(keyOf(cloud.virtualNetworkId))
    return fault ? [{ cloud, fault }] : []
  })
  return { observed, unreadable }
}

async function observeBy(
  read: (id: ResourceId) => Promise<VirtualNetwork | null>,
  clouds: readonly PrivateCloud[],
): Promise<ObservedCloud[]> {
  const ids = new Map(clouds.flatMap(({ virtualNetworkId: id }) => (id ? [[keyOf(id), id] as const] : [])))
  const networks = new Map<string, VirtualNetwork | null>()
  const queue = [...ids]
  const readNext = async (): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift()) networks.set(next[0], await read(next[1]))
  }
  await Promise.all(Array.from({ length: readsAtOnce }, readNext))
  return clouds.map((cloud) => ({ cloud, network: networks.get(keyOf(cloud.virtualNetworkId)) ?? null }))
}

/** Ids are case-insensitive. No VNet has the empty one. */
function keyOf(id: ResourceId | null): string {
  return id?.toLowerCase() ?? ''
}
