import type { NetworkRow, PeeringRow } from '../state/records.ts'
import { type EstateView, reversePeering } from '../state/view.ts'
import { shownState } from './occupation.ts'
import { currentRemoteSpace, syncLevel } from './sync-level.ts'

const quoted = (etag: string): string => `W/"${etag}"`

/** The api-version from which a peering shows the local address spaces too (REST spec 2024-03-01 has them). */
const localSpaceSince = '2024-03-01'

/** A peering as Microsoft.Network writes it: properties and their order as recorded by azure-cli in 2021 and 2022. */
export function peeringBody(view: EstateView, peering: PeeringRow, apiVersion: string): Record<string, unknown> {
  const home = view.get('networks', peering.networkId)
  const gateways = view.get('networks', peering.remoteNetworkId)?.gatewayIds ?? []
  const localNow = home?.addressPrefixes ?? []
  const localPeered = reversePeering(view, peering)?.learntPrefixes ?? localNow
  return {
    name: peering.name,
    id: peering.id,
    etag: quoted(home?.etag ?? ''),
    properties: {
      provisioningState: peering.provisioningState,
      resourceGuid: peering.resourceGuid,
      peeringState: peering.peeringState,
      peeringSyncLevel: syncLevel(view, peering),
      remoteVirtualNetwork: { id: peering.remoteNetworkId },
      allowVirtualNetworkAccess: peering.allowVirtualNetworkAccess,
      allowForwardedTraffic: peering.allowForwardedTraffic,
      allowGatewayTransit: peering.allowGatewayTransit,
      useRemoteGateways: peering.useRemoteGateways,
      doNotVerifyRemoteGateways: peering.doNotVerifyRemoteGateways,
      peerCompleteVnets: peering.peerCompleteVnets,
      ...(peering.useRemoteGateways ? { remoteGateways: gateways.map((id) => ({ id })) } : {}),
      ...(apiVersion >= localSpaceSince
        ? {
            localAddressSpace: { addressPrefixes: localPeered },
            localVirtualNetworkAddressSpace: { addressPrefixes: localNow },
          }
        : {}),
      remoteAddressSpace: { addressPrefixes: peering.learntPrefixes },
      remoteVirtualNetworkAddressSpace: { addressPrefixes: currentRemoteSpace(view, peering) },
      routeServiceVips: {},
    },
    type: 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings',
  }
}

/** A VNet with its subnets and peerings inlined, in the recorded order (azure-cli, 2021). */
export function networkBody(
  view: EstateView,
  network: NetworkRow,
  apiVersion: string,
  vnetLocks: boolean,
): Record<string, unknown> {
  const provisioningState = shownState(view, network, vnetLocks)
  return {
    name: network.name,
    id: network.id,
    etag: quoted(network.etag),
    type: 'Microsoft.Network/virtualNetworks',
    location: network.location,
    tags: network.tags,
    properties: {
      provisioningState,
      resourceGuid: network.resourceGuid,
      addressSpace: { addressPrefixes: network.addressPrefixes },
      dhcpOptions: { dnsServers: network.dnsServers },
      subnets: network.subnets.map((subnet) => ({
        name: subnet.name,
        id: `${network.id}/subnets/${subnet.name}`,
        etag: quoted(network.etag),
        properties: {
          provisioningState,
          addressPrefix: subnet.addressPrefix,
          delegations: [],
          privateEndpointNetworkPolicies: 'Disabled',
          privateLinkServiceNetworkPolicies: 'Enabled',
          ...subnet.properties,
        },
        type: 'Microsoft.Network/virtualNetworks/subnets',
      })),
      virtualNetworkPeerings: view.peeringsOn(network.id).map((peering) => peeringBody(view, peering, apiVersion)),
      enableDdosProtection: false,
    },
  }
}

export const etagOf = (view: EstateView, networkId: string): string =>
  quoted(view.get('networks', networkId)?.etag ?? '')
