import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { parse } from 'yaml'
import { type SimulatedAzure, simulatedAzure, subscription1, subscription2 } from './simulated-azure.ts'

const demo = parse(readFileSync('demo/estate.yaml', 'utf8'))

describe('the private clouds of the demo', () => {
  let azure: SimulatedAzure
  beforeAll(async () => {
    azure = await simulatedAzure({ estate: demo })
  })
  afterAll(() => azure.stop())

  const list = async (subscription: string, version = '2025-09-01') =>
    (
      await azure.call(
        'GET',
        `/subscriptions/${subscription}/providers/Microsoft.AVS/privateClouds?api-version=${version}`,
      )
    ).body.value
  const one = async (name: string, version: string) =>
    (
      await azure.call(
        'GET',
        `/subscriptions/${subscription1}/resourceGroups/rg-${name}/providers/Microsoft.AVS/privateClouds/${name}?api-version=${version}`,
      )
    ).body

  it('are eight, in two subscriptions', async () => {
    const names = async (subscription: string) => (await list(subscription)).map(({ name }: { name: string }) => name)
    expect(await names(subscription1)).toEqual(['cloudA', 'cloudB', 'cloudD', 'cloudE', 'cloudG', 'cloudH'])
    expect(await names(subscription2)).toEqual(['cloudC', 'cloudF'])
  })

  it('carry their tags and states', async () => {
    const [cloudC, cloudF] = await list(subscription2)
    expect(cloudC).toMatchObject({ tags: { env: 'dr' }, location: 'northeurope' })
    expect(cloudF?.properties.provisioningState).toBe('Updating')
  })

  it('are Gen 2 by virtualNetworkId, or Gen 1 with a circuit', async () => {
    const cloudA = await one('cloudA', '2025-09-01')
    expect(Object.keys(cloudA)).toEqual(['id', 'location', 'name', 'properties', 'sku', 'tags', 'type'])
    expect(cloudA.sku).toEqual({ name: 'av64' })
    expect(cloudA.properties).not.toHaveProperty('circuit')
    expect(cloudA.properties.virtualNetworkId).toBe(
      `/subscriptions/${subscription1}/resourceGroups/rg-cloudA/providers/Microsoft.Network/virtualNetworks/vnet-cloudA`,
    )
    const cloudE = await one('cloudE', '2025-09-01')
    expect(cloudE.sku).toEqual({ name: 'AV36P' })
    expect(cloudE.properties).not.toHaveProperty('virtualNetworkId')
    expect(cloudE.properties.circuit.expressRouteID).toContain('/expressroutecircuits/')
  })

  it.each([
    ['2023-03-01', { virtualNetworkId: false, dnsZoneType: false, vcfLicense: false }],
    ['2023-09-01', { virtualNetworkId: true, dnsZoneType: true, vcfLicense: false }],
    ['2024-09-01', { virtualNetworkId: true, dnsZoneType: true, vcfLicense: false }],
    ['2025-09-01', { virtualNetworkId: true, dnsZoneType: true, vcfLicense: true }],
  ])('show to api-version %s only what it knows', async (version, shown) => {
    const { properties } = await one('cloudA', version)
    expect(Object.fromEntries(Object.keys(shown).map((field) => [field, field in properties]))).toEqual(shown)
  })

  it('have VNets with the segments, and cloudG and cloudH are connected but out of sync', async () => {
    const network = async (name: string) =>
      (
        await azure.call(
          'GET',
          `/subscriptions/${subscription1}/resourceGroups/rg-${name}/providers/Microsoft.Network/virtualNetworks/vnet-${name}`,
        )
      ).body.properties
    expect((await network('cloudA')).addressSpace.addressPrefixes).toEqual([
      '10.10.0.0/22',
      '10.110.1.0/24',
      '10.110.2.0/24',
    ])
    const [g, h] = [await network('cloudG'), await network('cloudH')]
    expect(g.addressSpace.addressPrefixes).toEqual(['10.70.0.0/22', '10.170.1.0/24'])
    expect(g.virtualNetworkPeerings[0]?.properties).toMatchObject({
      peeringState: 'Connected',
      peeringSyncLevel: 'RemoteNotInSync',
    })
    expect(h.virtualNetworkPeerings[0]?.properties).toMatchObject({
      peeringState: 'Connected',
      peeringSyncLevel: 'LocalNotInSync',
    })
    expect(h.virtualNetworkPeerings[0]?.properties.resourceGuid).toBe(
      g.virtualNetworkPeerings[0]?.properties.resourceGuid,
    )
  })

  it('cannot lose the VNet they live in', async () => {
    const answer = await azure.call(
      'DELETE',
      `/subscriptions/${subscription1}/resourceGroups/rg-cloudA/providers/Microsoft.Network/virtualNetworks/vnet-cloudA`,
    )
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'InUseSubnetCannotBeDeleted' } } })
  })
})
