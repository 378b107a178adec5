/** One VNet, read live. */
import type { ReadOptions } from '../clouds/ports.ts'
import type { ResourceId, VirtualNetwork } from '../peering/model.ts'
import { parseResourceId } from '../peering/resource-id.ts'
import { classifyFault } from './classify-fault.ts'
import type { NetworkClients } from './network-clients.ts'
import { networkFromArm } from './network-from-arm.ts'

/**
 * The VNet with its peerings, which ARM sends along; null if there is none of that id, or the id is none of a resource.
 * Throws `AzureFault`.
 */
export async function readNetwork(
  clients: NetworkClients,
  id: ResourceId,
  { signal }: ReadOptions,
): Promise<VirtualNetwork | null> {
  const at = parseResourceId(id)
  if (!at) return null
  try {
    const options = signal ? { abortSignal: signal } : {}
    return networkFromArm(await clients(at.subscriptionId).virtualNetworks.get(at.resourceGroup, at.name, options))
  } catch (error) {
    const fault = classifyFault(error)
    if (fault?.status === 404) return null
    throw fault ?? error
  }
}
