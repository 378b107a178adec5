/** Private clouds with their VNets as they are now. */
import type { ObservedCloud, PrivateCloud, VirtualNetwork } from '../peering/model.ts'
import type { AzureReader } from './ports.ts'

/** How many reads are under way at once: enough to be quick, far below ARM's 25 reads a second. */
const readsAtOnce = 8

/**
 * Reads the VNet of each cloud live, every VNet once, in the order of the clouds. A cloud without a VNet, or whose VNet
 * is gone, gets null. Throws `AzureFault`.
 */
export async function observe(clouds: readonly PrivateCloud[], reader: AzureReader): Promise<ObservedCloud[]> {
  const ids = new Map(clouds.flatMap(({ virtualNetworkId: id }) => (id ? [[id.toLowerCase(), id] as const] : [])))
  const networks = new Map<string, VirtualNetwork | null>()
  const queue = [...ids]
  const readNext = async (): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      networks.set(next[0], await reader.readNetwork(next[1], {}))
    }
  }
  await Promise.all(Array.from({ length: readsAtOnce }, readNext))
  return clouds.map((cloud) => ({
    cloud,
    network: networks.get(cloud.virtualNetworkId?.toLowerCase() ?? '') ?? null,
  }))
}
