import { describe, expect, it } from '@jest/globals'
import { networkFromArm } from '../../src/azure/network-from-arm.ts'
import { AzureFault } from '../../src/peering/azure-fault.ts'

const id = '/subscriptions/1/resourceGroups/rg-a/providers/Microsoft.Network/virtualNetworks/vnet-a'
const remote = '/subscriptions/1/resourceGroups/rg-b/providers/Microsoft.Network/virtualNetworks/vnet-b'

describe('a VNet of arm-network', () => {
  it('becomes one of the domain, its peerings with it', () => {
    const network = networkFromArm({
      id,
      name: 'vnet-a',
      location: 'uksouth',
      provisioningState: 'Succeeded',
      resourceGuid: 'guid-a',
      addressSpace: { addressPrefixes: ['10.10.0.0/22', '10.110.1.0/24'] },
      virtualNetworkPeerings: [
        {
          id: `${id}/virtualNetworkPeerings/a-to-b`,
          name: 'a-to-b',
          remoteVirtualNetwork: { id: remote },
          peeringState: 'Connected',
          peeringSyncLevel: 'LocalNotInSync',
          provisioningState: 'Succeeded',
          resourceGuid: 'guid-pair',
          allowVirtualNetworkAccess: false,
          allowForwardedTraffic: true,
          allowGatewayTransit: true,
          useRemoteGateways: true,
          remoteAddressSpace: { addressPrefixes: ['10.20.0.0/22'] },
          remoteVirtualNetworkAddressSpace: { addressPrefixes: ['10.20.0.0/22', '10.120.1.0/24'] },
        },
      ],
    })
    expect(network).toEqual({
      id,
      name: 'vnet-a',
      location: 'uksouth',
      provisioningState: 'Succeeded',
      resourceGuid: 'guid-a',
      addressPrefixes: ['10.10.0.0/22', '10.110.1.0/24'],
      peerings: [
        {
          id: `${id}/virtualNetworkPeerings/a-to-b`,
          name: 'a-to-b',
          remoteVirtualNetworkId: remote,
          peeringState: 'Connected',
          syncLevel: 'LocalNotInSync',
          provisioningState: 'Succeeded',
          resourceGuid: 'guid-pair',
          flags: {
            allowVirtualNetworkAccess: false,
            allowForwardedTraffic: true,
            allowGatewayTransit: true,
            useRemoteGateways: true,
          },
          complete: true,
          peeredPrefixes: ['10.20.0.0/22'],
          currentRemotePrefixes: ['10.20.0.0/22', '10.120.1.0/24'],
        },
      ],
    })
  })

  it('may lack everything but its id and name', () => {
    expect(networkFromArm({ id, name: 'vnet-a' })).toMatchObject({ addressPrefixes: [], peerings: [] })
  })

  it('never reads an unknown or missing state of a peering as done', () => {
    const [unknown, missing] = networkFromArm({
      id,
      name: 'vnet-a',
      virtualNetworkPeerings: [{ peeringState: 'Blessed', peeringSyncLevel: 'Mostly', provisioningState: 'Odd' }, {}],
    }).peerings
    const notDone = { peeringState: 'Initiated', syncLevel: 'LocalAndRemoteNotInSync' }
    expect(unknown).toMatchObject({ ...notDone, provisioningState: 'Odd' })
    expect(missing).toMatchObject({ ...notDone, provisioningState: 'Unknown', remoteVirtualNetworkId: '' })
  })

  it('without an id is an answer that was not expected', () => {
    expect(() => networkFromArm({ name: 'vnet-a' })).toThrow(AzureFault)
  })
})
