/** From arm-network's models, where everything may be missing, to the domain's. */
import type { VirtualNetwork as ArmNetwork, VirtualNetworkPeering as ArmPeering } from '@azure/arm-network'
import { AzureFault } from '../peering/azure-fault.ts'
import type { Peering, PeeringState, SyncLevel, VirtualNetwork } from '../peering/model.ts'

const peeringStates: readonly PeeringState[] = ['Initiated', 'Connected', 'Disconnected']
const syncLevels: readonly SyncLevel[] = ['FullyInSync', 'RemoteNotInSync', 'LocalNotInSync', 'LocalAndRemoteNotInSync']

/** The VNet of an answer. Throws `AzureFault` if it has no id or name: then it is no VNet. */
export function networkFromArm(network: ArmNetwork): VirtualNetwork {
  const { id, name } = network
  if (!id || !name) {
    throw new AzureFault({ code: 'UnexpectedAnswer', message: 'Answered with no VNet', faultClass: 'give-up' })
  }
  return {
    id,
    name,
    location: network.location ?? '',
    provisioningState: network.provisioningState ?? 'Unknown',
    resourceGuid: network.resourceGuid ?? '',
    addressPrefixes: network.addressSpace?.addressPrefixes ?? [],
    peerings: (network.virtualNetworkPeerings ?? []).map(peeringFromArm),
  }
}

/**
 * What is unknown is read as not done: never Connected, never in sync, never Succeeded. Flags that are missing have
 * Azure's defaults (terraform-provider-azurerm, virtual_network_peering).
 */
function peeringFromArm(peering: ArmPeering): Peering {
  return {
    id: peering.id ?? '',
    name: peering.name ?? '',
    remoteVirtualNetworkId: peering.remoteVirtualNetwork?.id ?? '',
    peeringState: peeringStates.find((state) => state === peering.peeringState) ?? 'Initiated',
    syncLevel: syncLevels.find((level) => level === peering.peeringSyncLevel) ?? 'LocalAndRemoteNotInSync',
    provisioningState: peering.provisioningState ?? 'Unknown',
    resourceGuid: peering.resourceGuid ?? '',
    flags: {
      allowVirtualNetworkAccess: peering.allowVirtualNetworkAccess ?? true,
      allowForwardedTraffic: peering.allowForwardedTraffic ?? false,
      allowGatewayTransit: peering.allowGatewayTransit ?? false,
      useRemoteGateways: peering.useRemoteGateways ?? false,
    },
    complete: peering.peerCompleteVnets ?? true,
    peeredPrefixes: peering.remoteAddressSpace?.addressPrefixes ?? [],
    currentRemotePrefixes: peering.remoteVirtualNetworkAddressSpace?.addressPrefixes ?? [],
  }
}
