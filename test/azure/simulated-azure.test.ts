/** The real SDKs against the simulated Azure, over https. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import type { AzureReader } from '../../src/clouds/ports.ts'
import { AzureFault } from '../../src/peering/azure-fault.ts'
import { connectionState, peeringTowards } from '../../src/peering/connection.ts'
import type { VirtualNetwork } from '../../src/peering/model.ts'
import type { AzureWriter, PeeringWrite } from '../../src/runs/ports.ts'
import { type SimulatedAzure, startSimulatedAzure } from './simulated-azure.ts'

const contosoAvs = '11111111-1111-4111-8111-111111111111'
const contosoAvsDr = '22222222-2222-4222-8222-222222222222'

let azure: SimulatedAzure
let reader: AzureReader
let writer: AzureWriter

beforeAll(async () => {
  azure = await startSimulatedAzure()
})

afterAll(() => azure.stop())

beforeEach(async () => {
  await azure.reset()
  ;({ reader, writer } = azure.connect())
})

function networkOf(cloud: string): string {
  const subscription = ['cloudC', 'cloudF'].includes(cloud) ? contosoAvsDr : contosoAvs
  return `/subscriptions/${subscription}/resourceGroups/rg-${cloud}/providers/Microsoft.Network/virtualNetworks/vnet-${cloud}`
}

function peeringBetween(from: string, to: string): PeeringWrite {
  return {
    networkId: networkOf(from),
    peeringName: `${from}-to-${to}`,
    remoteNetworkId: networkOf(to),
    flags: {
      allowVirtualNetworkAccess: true,
      allowForwardedTraffic: true,
      allowGatewayTransit: false,
      useRemoteGateways: false,
    },
    syncRemoteAddressSpace: false,
  }
}

function soon(): { signal: AbortSignal } {
  return { signal: AbortSignal.timeout(20_000) }
}

async function put(from: string, to: string, changes: Partial<PeeringWrite> = {}): Promise<void> {
  const operation = await writer.beginPut({ ...peeringBetween(from, to), ...changes }, soon())
  await operation.finish(soon())
}

async function remove(from: string, to: string): Promise<void> {
  const operation = await writer.beginDelete(peeringBetween(from, to), soon())
  await operation.finish(soon())
}

async function read(cloud: string): Promise<VirtualNetwork> {
  const network = await reader.readNetwork(networkOf(cloud), {})
  if (!network) throw new Error(`no network of ${cloud}`)
  return network
}

async function faultOf(promise: Promise<unknown>): Promise<AzureFault> {
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (error instanceof AzureFault) return error
  throw new Error('no AzureFault was thrown', { cause: error })
}

describe('private clouds', () => {
  it('are all found over several pages and subscriptions, each Generation 2 one with its VNet', async () => {
    const { clouds } = await reader.listPrivateClouds({})
    const found = Object.fromEntries(clouds.map((cloud) => [cloud.name, cloud.virtualNetworkId]))
    expect(found).toEqual({
      cloudA: networkOf('cloudA'),
      cloudB: networkOf('cloudB'),
      cloudC: networkOf('cloudC'),
      cloudD: networkOf('cloudD'),
      cloudE: null,
      cloudF: networkOf('cloudF'),
      cloudG: networkOf('cloudG'),
      cloudH: networkOf('cloudH'),
    })
    expect(await azure.asked()).toMatch(/privateClouds.*skipToken/i)
  })

  it('come with what else is known of them', async () => {
    const { clouds } = await reader.listPrivateClouds({})
    expect(clouds.find(({ name }) => name === 'cloudC')).toMatchObject({
      subscriptionId: contosoAvsDr,
      resourceGroup: 'rg-cloudC',
      location: 'northeurope',
      provisioningState: 'Succeeded',
      tags: { env: 'dr' },
    })
    expect(clouds.find(({ name }) => name === 'cloudF')?.provisioningState).toBe('Updating')
  })

  it('are looked for in the configured subscriptions only', async () => {
    const { reader } = azure.connect({ subscriptions: [contosoAvsDr] })
    const { clouds } = await reader.listPrivateClouds({})
    expect(clouds.map(({ name }) => name).sort()).toEqual(['cloudC', 'cloudF'])
  })

  it('of one subscription are found though another may not be read', async () => {
    await azure.inject({
      match: { path: `/subscriptions/${contosoAvs}/**` },
      effect: { status: 403, code: 'AuthorizationFailed' },
    })
    const { clouds, unreadable } = await reader.listPrivateClouds({})
    expect(clouds.map(({ name }) => name).sort()).toEqual(['cloudC', 'cloudF'])
    expect(unreadable).toMatchObject([{ subscriptionId: contosoAvs, fault: { code: 'AuthorizationFailed' } }])
  })

  it('are a fault that a person must cure where no subscription may be read', async () => {
    await azure.inject({
      match: { path: '**/privateClouds' },
      effect: { status: 403, code: 'AuthorizationFailed' },
    })
    expect(await faultOf(reader.listPrivateClouds({}))).toMatchObject({
      code: 'AuthorizationFailed',
      status: 403,
      faultClass: 'give-up',
    })
  })
})

describe('a VNet', () => {
  it('is read with its address space and its peerings', async () => {
    const cloudG = await read('cloudG')
    expect(cloudG).toMatchObject({ name: 'vnet-cloudG', location: 'uksouth', provisioningState: 'Succeeded' })
    expect(cloudG.addressPrefixes).toEqual(['10.70.0.0/22', '10.170.1.0/24'])
    const onH = peeringTowards(await read('cloudH'), cloudG.id)
    expect(onH).toMatchObject({ peeringState: 'Connected', syncLevel: 'LocalNotInSync' })
    expect(onH?.peeredPrefixes).toEqual(['10.70.0.0/22'])
    expect(onH?.currentRemotePrefixes).toEqual(['10.70.0.0/22', '10.170.1.0/24'])
  })

  it('that does not exist is null', async () => {
    expect(await reader.readNetwork(networkOf('cloudE'), {})).toBeNull()
  })
})

describe('a connection', () => {
  it('is made of two peerings, Connected, in sync and Succeeded on both sides, and goes with them', async () => {
    await put('cloudA', 'cloudB')
    expect(connectionState(await read('cloudA'), await read('cloudB'))).toBe('HalfOpen')
    await put('cloudB', 'cloudA')
    const [a, b] = [await read('cloudA'), await read('cloudB')]
    expect(connectionState(a, b)).toBe('Connected')
    const done = { peeringState: 'Connected', syncLevel: 'FullyInSync', provisioningState: 'Succeeded' }
    expect(peeringTowards(a, b.id)).toMatchObject({ ...done, flags: peeringBetween('cloudA', 'cloudB').flags })
    expect(peeringTowards(b, a.id)).toMatchObject({ ...done, resourceGuid: peeringTowards(a, b.id)?.resourceGuid })

    await remove('cloudA', 'cloudB')
    expect(connectionState(await read('cloudA'), await read('cloudB'))).toBe('Disconnected')
    await remove('cloudB', 'cloudA')
    expect(connectionState(await read('cloudA'), await read('cloudB'))).toBe('None')
    await remove('cloudB', 'cloudA')
  })

  it('between subscriptions and regions is made the same way', async () => {
    await put('cloudA', 'cloudC')
    await put('cloudC', 'cloudA')
    expect(connectionState(await read('cloudA'), await read('cloudC'))).toBe('Connected')
  })

  it('that is out of sync is cured by a sync of the side that does not know', async () => {
    expect(connectionState(await read('cloudG'), await read('cloudH'))).toBe('OutOfSync')
    const onH = peeringTowards(await read('cloudH'), networkOf('cloudG'))
    await put('cloudH', 'cloudG', { peeringName: onH?.name ?? '', syncRemoteAddressSpace: true })
    expect(connectionState(await read('cloudG'), await read('cloudH'))).toBe('Connected')
  })
})

describe('an operation in flight', () => {
  it('is taken up again by another process from its stored state', async () => {
    const { state } = await writer.beginPut(peeringBetween('cloudA', 'cloudB'), soon())
    const afterRestart = azure.connect().writer
    await (await afterRestart.resume(state, soon())).finish(soon())
    const onA = peeringTowards(await read('cloudA'), networkOf('cloudB'))
    expect(onA).toMatchObject({ peeringState: 'Initiated', provisioningState: 'Succeeded' })
  })

  it('of a removal is taken up again too', async () => {
    await put('cloudA', 'cloudB')
    const { state } = await writer.beginDelete(peeringBetween('cloudA', 'cloudB'), soon())
    const afterRestart = azure.connect().writer
    await (await afterRestart.resume(state, soon())).finish(soon())
    expect((await read('cloudA')).peerings).toEqual([])
  })

  it('holds its VNet: a second write there is told to wait, and how long', async () => {
    await writer.beginPut(peeringBetween('cloudA', 'cloudB'), soon())
    expect(await faultOf(writer.beginPut(peeringBetween('cloudA', 'cloudC'), soon()))).toMatchObject({
      code: 'RetryableErrorDueToAnotherOperation',
      status: 429,
      faultClass: 'retry',
      retryAfterMs: 1_000,
    })
  })

  it('holds its VNet: a write towards it from another is worth a retry', async () => {
    await writer.beginPut(peeringBetween('cloudA', 'cloudB'), soon())
    expect(await faultOf(writer.beginPut(peeringBetween('cloudB', 'cloudA'), soon()))).toMatchObject({
      code: 'ReferencedResourceNotProvisioned',
      status: 400,
      faultClass: 'retry',
    })
  })

  it('that fails says why', async () => {
    const failure = { code: 'VnetAddressSpaceOverlapsWithAlreadyPeeredVnet', message: 'Cannot create. They overlap.' }
    await azure.inject({ match: { method: 'PUT' }, effect: { failOperation: failure } })
    const operation = await writer.beginPut(peeringBetween('cloudA', 'cloudB'), soon())
    expect(await faultOf(operation.finish(soon()))).toMatchObject({ code: failure.code, faultClass: 'give-up' })
  })

  it('can be left alone: an abort stays an abort', async () => {
    const operation = await writer.beginPut(peeringBetween('cloudA', 'cloudB'), soon())
    const left = operation.finish({ signal: AbortSignal.timeout(20) })
    await expect(left).rejects.toMatchObject({ name: 'AbortError' })
  })
})

describe('a write that Azure refuses', () => {
  it('for overlapping addresses is given up', async () => {
    expect(await faultOf(writer.beginPut(peeringBetween('cloudA', 'cloudD'), soon()))).toMatchObject({
      code: 'VnetAddressSpacesOverlap',
      status: 400,
      faultClass: 'give-up',
    })
  })

  it('for a leftover on the other side is to be repaired', async () => {
    await put('cloudA', 'cloudB')
    await put('cloudB', 'cloudA')
    await azure.control('peerings/delete', { id: `${networkOf('cloudB')}/virtualNetworkPeerings/cloudB-to-cloudA` })
    expect(await faultOf(writer.beginPut(peeringBetween('cloudB', 'cloudA'), soon()))).toMatchObject({
      code: 'RemotePeeringIsDisconnected',
      faultClass: 'repair',
    })
    await put('cloudA', 'cloudB')
    await put('cloudB', 'cloudA')
    expect(connectionState(await read('cloudA'), await read('cloudB'))).toBe('Connected')
  })

  it('for a lock on the resource is given up', async () => {
    await azure.inject({ match: { method: 'PUT' }, effect: { status: 409, code: 'ScopeLocked' } })
    expect(await faultOf(writer.beginPut(peeringBetween('cloudA', 'cloudB'), soon()))).toMatchObject({
      code: 'ScopeLocked',
      faultClass: 'give-up',
    })
  })
})

describe('a write whose answer is lost', () => {
  it('is worth a retry, and stands in Azure', async () => {
    await azure.inject({ match: { method: 'PUT' }, effect: { loseResponse: true } })
    expect(await faultOf(writer.beginPut(peeringBetween('cloudA', 'cloudB'), soon()))).toMatchObject({
      code: 'ECONNRESET',
      status: null,
      faultClass: 'retry',
    })
    expect((await read('cloudA')).peerings).toHaveLength(1)
  })
})

describe('the identity', () => {
  it('with a token for another audience is refused for good', async () => {
    const { reader } = azure.connect({ audience: 'https://graph.microsoft.com' })
    expect(await faultOf(reader.readNetwork(networkOf('cloudA'), {}))).toMatchObject({
      status: 401,
      faultClass: 'give-up',
    })
  })

  it('may be a client with a secret, known to the sign-in service', async () => {
    const { reader } = azure.connect({
      credential: {
        environment: {
          AZURE_TENANT_ID: '10000000-0000-4000-8000-000000000001',
          AZURE_CLIENT_ID: '20000000-0000-4000-8000-000000000001',
          AZURE_CLIENT_SECRET: 'any',
        },
        virtualMachine: false,
        azureCli: false,
        authority: { host: azure.authority, instanceDiscovery: false },
      },
    })
    expect(await reader.readNetwork(networkOf('cloudA'), {})).not.toBeNull()
    expect(await azure.asked()).toContain('oauth2/v2.0/token')
  })
})
