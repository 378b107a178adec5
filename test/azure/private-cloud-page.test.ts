import { describe, expect, it } from '@jest/globals'
import { privateCloudsInPage } from '../../src/azure/private-cloud-page.ts'
import { AzureFault } from '../../src/peering/azure-fault.ts'

const id =
  '/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/rg-a/providers/Microsoft.AVS/privateClouds/a'
const virtualNetworkId = '/subscriptions/1/resourceGroups/rg-a/providers/Microsoft.Network/virtualNetworks/vnet-a'

function page(...value: unknown[]): string {
  return JSON.stringify({ value })
}

describe('a page of private clouds', () => {
  it('gives the virtual network of a Generation 2 cloud', () => {
    const properties = { provisioningState: 'Succeeded', virtualNetworkId, dnsZoneType: 'Private' }
    const cloud = { id, name: 'a', location: 'uksouth', sku: { name: 'av64' }, tags: { env: 'prod' }, properties }
    expect(privateCloudsInPage(page(cloud))).toEqual([
      {
        id,
        name: 'a',
        resourceGroup: 'rg-a',
        subscriptionId: '11111111-1111-4111-8111-111111111111',
        location: 'uksouth',
        provisioningState: 'Succeeded',
        virtualNetworkId,
        tags: { env: 'prod' },
      },
    ])
  })

  it('gives null where there is none, though the SKU be AV64', () => {
    const bare = { id, name: 'a', location: 'uksouth', sku: { name: 'av64' } }
    const clouds = privateCloudsInPage(
      page(
        { ...bare, properties: { circuit: { expressRouteID: 'x' } } },
        { ...bare, properties: { virtualNetworkId: '' } },
        { ...bare, properties: { virtualNetworkId: null }, tags: null },
        bare,
      ),
    )
    expect(clouds.map((cloud) => cloud.virtualNetworkId)).toEqual([null, null, null, null])
    expect(clouds.at(-1)).toMatchObject({ provisioningState: 'Unknown', tags: {} })
  })

  it.each(['', '<html>', '{}', '{"value":[{"name":"a"}]}', '{"value":[{"id":"x","name":"a","location":"y"}]}'])(
    'is not %j',
    (text) => {
      expect(() => privateCloudsInPage(text)).toThrow(AzureFault)
    },
  )
})
