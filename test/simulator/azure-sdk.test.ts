/** The contract with Microsoft's own clients, as installed. */

import { readFileSync } from 'node:fs'
import { AzureVMwareSolutionAPI } from '@azure/arm-avs'
import { NetworkManagementClient, type VirtualNetworkPeering } from '@azure/arm-network'
import { ClientSecretCredential, ManagedIdentityCredential, type TokenCredential } from '@azure/identity'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { parse } from 'yaml'
import { type SimulatedAzure, simulatedAzure, subscription1, tenant } from './simulated-azure.ts'

const scopes = ['https://management.azure.com/.default']
const idOf = (cloud: string) =>
  `/subscriptions/${subscription1}/resourceGroups/rg-${cloud}/providers/Microsoft.Network/virtualNetworks/vnet-${cloud}`

describe("Microsoft's clients", () => {
  let azure: SimulatedAzure
  let credential: TokenCredential
  const before = { endpoint: process.env.IDENTITY_ENDPOINT, header: process.env.IDENTITY_HEADER }

  beforeAll(async () => {
    azure = await simulatedAzure({
      estate: parse(readFileSync('demo/estate.yaml', 'utf8')),
      settings: { operationMs: 0, pageSize: 2 },
      realTime: true,
    })
    process.env.IDENTITY_ENDPOINT = azure.identity
    process.env.IDENTITY_HEADER = 'any'
    credential = new ManagedIdentityCredential()
  })
  afterAll(async () => {
    await azure.stop()
    restore('IDENTITY_ENDPOINT', before.endpoint)
    restore('IDENTITY_HEADER', before.header)
  })

  const options = () => ({
    endpoint: azure.arm,
    credentialScopes: scopes,
    credentials: { scopes },
    tlsOptions: { ca: azure.ca },
    retryOptions: { maxRetries: 0 },
  })
  const network = () => new NetworkManagementClient(credential, subscription1, options())
  const peering = (remote: string): VirtualNetworkPeering => ({
    remoteVirtualNetwork: { id: idOf(remote) },
    allowVirtualNetworkAccess: true,
    allowForwardedTraffic: false,
    allowGatewayTransit: false,
    useRemoteGateways: false,
  })

  it('arm-network connects two VNets, reads them back Connected, and takes the peerings away again', async () => {
    const { virtualNetworkPeerings: peerings, virtualNetworks } = network()
    await peerings.createOrUpdate('rg-cloudA', 'vnet-cloudA', 'cloudA-to-cloudB', peering('cloudB'))
    await peerings.createOrUpdate('rg-cloudB', 'vnet-cloudB', 'cloudB-to-cloudA', peering('cloudA'), {
      syncRemoteAddressSpace: 'true',
    })
    const read = await virtualNetworks.get('rg-cloudA', 'vnet-cloudA')
    expect(read.virtualNetworkPeerings?.[0]).toMatchObject({
      peeringState: 'Connected',
      peeringSyncLevel: 'FullyInSync',
      provisioningState: 'Succeeded',
    })
    await peerings.delete('rg-cloudA', 'vnet-cloudA', 'cloudA-to-cloudB')
    expect(await peerings.get('rg-cloudB', 'vnet-cloudB', 'cloudB-to-cloudA')).toMatchObject({
      peeringState: 'Disconnected',
    })
    await peerings.delete('rg-cloudB', 'vnet-cloudB', 'cloudB-to-cloudA')
  })

  it('arm-network follows the pages of all VNets of a subscription', async () => {
    const names: (string | undefined)[] = []
    for await (const { name } of network().virtualNetworks.listAll()) names.push(name)
    expect(names).toEqual(['vnet-cloudA', 'vnet-cloudB', 'vnet-cloudD', 'vnet-cloudG', 'vnet-cloudH'])
  })

  it('arm-network sees refusals with status and code', async () => {
    const refused = network().virtualNetworkPeerings.createOrUpdate('rg-cloudA', 'vnet-cloudA', 'x', peering('cloudD'))
    await expect(refused).rejects.toMatchObject({ statusCode: 400, code: 'VnetAddressSpacesOverlap' })
  })

  it('arm-network sees an operation that failed', async () => {
    await azure.faults([
      {
        match: { method: 'PUT' },
        count: 1,
        effect: { failOperation: { code: 'InternalServerError', message: 'An error occurred.' } },
      },
    ])
    const failed = network().virtualNetworkPeerings.createOrUpdate(
      'rg-cloudA',
      'vnet-cloudA',
      'fails',
      peering('cloudB'),
    )
    await expect(failed).rejects.toThrow(/An error occurred/)
    const left = await network().virtualNetworkPeerings.get('rg-cloudA', 'vnet-cloudA', 'fails')
    expect(left).toMatchObject({ provisioningState: 'Failed', peeringState: 'Initiated' })
    await network().virtualNetworkPeerings.delete('rg-cloudA', 'vnet-cloudA', 'fails')
  })

  it('arm-avs lists private clouds over pages, and its raw answers carry virtualNetworkId', async () => {
    const client = new AzureVMwareSolutionAPI(credential, subscription1, { ...options(), apiVersion: '2025-09-01' })
    const raw: string[] = []
    const names: (string | undefined)[] = []
    const pages = client.privateClouds.listInSubscription({
      onResponse: ({ bodyAsText }) => void raw.push(bodyAsText ?? ''),
    })
    for await (const { name } of pages) names.push(name)
    expect(names).toEqual(['cloudA', 'cloudB', 'cloudD', 'cloudE', 'cloudG', 'cloudH'])
    expect(raw.join('')).toContain(`"virtualNetworkId":"${idOf('cloudA')}"`)
  })

  it('ClientSecretCredential gets a token that ARM accepts', async () => {
    const secret = new ClientSecretCredential(tenant, '40000000-0000-4000-8000-000000000001', 'any', {
      authorityHost: azure.arm,
      disableInstanceDiscovery: true,
      tlsOptions: { ca: azure.ca },
    })
    const token = await secret.getToken(scopes)
    const answer = await azure.call('GET', '/subscriptions?api-version=2022-12-01', undefined, {
      authorization: `Bearer ${token?.token}`,
    })
    expect(answer.status).toBe(200)
  })
})

function restore(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name]
  else process.env[name] = value
}
