/** Private clouds and networks for tests, ordinary unless told otherwise. */
import type { ObservedCloud, Peering, PrivateCloud, VirtualNetwork } from '../../src/peering/model.ts'

const subscription = '11111111-1111-4111-8111-111111111111'

export function networkId(name: string): string {
  return `/subscriptions/${subscription}/resourceGroups/rg-${name}/providers/Microsoft.Network/virtualNetworks/vnet-${name}`
}

export function aCloud(name: string, rest: Partial<PrivateCloud> = {}): PrivateCloud {
  return {
    id: `/subscriptions/${rest.subscriptionId ?? subscription}/resourceGroups/rg-${name}/providers/Microsoft.AVS/privateClouds/${name}`,
    name,
    resourceGroup: `rg-${name}`,
    subscriptionId: subscription,
    location: 'uksouth',
    provisioningState: 'Succeeded',
    virtualNetworkId: networkId(name),
    tags: {},
    ...rest,
  }
}

export function aNetwork(name: string, rest: Partial<VirtualNetwork> = {}): VirtualNetwork {
  return {
    id: networkId(name),
    name: `vnet-${name}`,
    location: 'uksouth',
    provisioningState: 'Succeeded',
    resourceGuid: `guid-${name}`,
    addressPrefixes: ['10.0.0.0/22'],
    peerings: [],
    ...rest,
  }
}

/** A peering towards the network of another cloud, Connected unless told otherwise. */
export function aPeering(remote: string, rest: Partial<Peering> = {}): Peering {
  return {
    id: `peering-to-${remote}`,
    name: `to-${remote}`,
    remoteVirtualNetworkId: networkId(remote),
    peeringState: 'Connected',
    syncLevel: 'FullyInSync',
    provisioningState: 'Succeeded',
    resourceGuid: `pair-${remote}`,
    flags: {
      allowVirtualNetworkAccess: true,
      allowForwardedTraffic: false,
      allowGatewayTransit: false,
      useRemoteGateways: false,
    },
    complete: true,
    peeredPrefixes: [],
    currentRemotePrefixes: [],
    ...rest,
  }
}

export function anObserved(
  name: string,
  prefixes: string[],
  { cloud = {}, network = {} }: { cloud?: Partial<PrivateCloud>; network?: Partial<VirtualNetwork> } = {},
): ObservedCloud {
  return { cloud: aCloud(name, cloud), network: aNetwork(name, { addressPrefixes: prefixes, ...network }) }
}
