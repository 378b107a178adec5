import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { pino } from 'pino'
import { connectAzure, publicAzure } from '../../src/azure/connect-azure.ts'
import type { AzureFault } from '../../src/peering/azure-fault.ts'
import type { AzureOperation, PeeringWrite } from '../../src/runs/ports.ts'
import { type ServerCertificate, serverCertificate } from '../../src/simulator/certificates/server-certificate.ts'
import { type Answer, type Asked, type ScriptedArm, startScriptedArm } from './scripted-arm.ts'

const networkId = '/subscriptions/1/resourceGroups/rg-a/providers/Microsoft.Network/virtualNetworks/vnet-a'
const remoteNetworkId = '/subscriptions/2/resourceGroups/rg-b/providers/Microsoft.Network/virtualNetworks/vnet-b'
const peering = `${networkId}/virtualNetworkPeerings/a-to-b`
const operations = '/subscriptions/1/providers/Microsoft.Network/locations/uksouth/operations/1'
const operationHeader = { 'azure-asyncoperation': `{origin}${operations}?api-version=2026-01-01` }
const notFound: Answer = { status: 404, body: { error: { code: 'NotFound', message: 'not found' } } }

const write: PeeringWrite = {
  networkId,
  peeringName: 'a-to-b',
  remoteNetworkId,
  flags: {
    allowVirtualNetworkAccess: true,
    allowForwardedTraffic: false,
    allowGatewayTransit: false,
    useRemoteGateways: false,
  },
  syncRemoteAddressSpace: false,
}

let directory: string
let tls: ServerCertificate
let arm: ScriptedArm
let logged: string[]
const before = { endpoint: process.env.IDENTITY_ENDPOINT, header: process.env.IDENTITY_HEADER }

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'scripted-arm-'))
  tls = await serverCertificate(directory, new Date())
})

afterAll(() => rmSync(directory, { recursive: true }))

beforeEach(() => {
  logged = []
})

afterEach(async () => {
  await arm.stop()
  // The SDK reads these from the process itself.
  restore('IDENTITY_ENDPOINT', before.endpoint)
  restore('IDENTITY_HEADER', before.header)
})

function restore(name: string, value: string | undefined) {
  if (value === undefined) delete process.env[name]
  else process.env[name] = value
}

async function connect(script: (request: Asked, nth: number) => Answer, requestTimeoutMs = 10_000) {
  arm = await startScriptedArm(tls, script)
  process.env.IDENTITY_ENDPOINT = arm.identity
  process.env.IDENTITY_HEADER = 'any'
  const log = pino({ level: 'debug' }, { write: (line: string) => logged.push(line) })
  const environment = { IDENTITY_ENDPOINT: arm.identity }
  const credential = { environment, virtualMachine: false, azureCli: false, authority: null }
  return connectAzure(
    { ...publicAzure, endpoint: arm.endpoint, ca: tls.ca, credential, requestTimeoutMs, pollIntervalMs: 10 },
    log,
  )
}

function soon(): { signal: AbortSignal } {
  return { signal: AbortSignal.timeout(10_000) }
}

function pathOf({ url }: Asked): string {
  return url.split('?')[0] ?? ''
}

/** Answers by `METHOD /path`; what is not there is not found. */
function answers(table: Record<string, Answer | ((nth: number, request: Asked) => Answer)>) {
  return (request: Asked, nth: number) => {
    const answer = table[`${request.method} ${pathOf(request)}`] ?? notFound
    return typeof answer === 'function' ? answer(nth, request) : answer
  }
}

function faultOf(promise: Promise<unknown>): Promise<AzureFault> {
  return promise.then(
    () => Promise.reject(new Error('nothing was thrown')),
    (error) => error,
  )
}

const accepted: Answer = {
  status: 201,
  headers: operationHeader,
  body: { name: 'a-to-b', id: peering, properties: { provisioningState: 'Updating', peeringState: 'Initiated' } },
}

async function accept(table: Parameters<typeof answers>[0]): Promise<AzureOperation> {
  const { writer } = await connect(answers({ [`PUT ${peering}`]: accepted, ...table }))
  return await writer.beginPut(write, soon())
}

describe('reading', () => {
  it('lists private clouds over all pages of all subscriptions', async () => {
    const cloud = (subscription: number, name: string) => ({
      id: `/subscriptions/${subscription}/resourceGroups/rg-${name}/providers/Microsoft.AVS/privateClouds/${name}`,
      name,
      location: 'uksouth',
      properties: { virtualNetworkId: `${networkId}-${name}` },
    })
    const list = (subscription: number) => `/subscriptions/${subscription}/providers/Microsoft.AVS/privateClouds`
    /** A second page behind the first. */
    const pages =
      (path: string, first: unknown, second: unknown) =>
      (_: number, { url }: Asked) =>
        url.includes('skip')
          ? { status: 200, body: { value: [second] } }
          : {
              status: 200,
              body: { value: [first], nextLink: `{origin}${path}?api-version=2025-09-01&%24skipToken=skip` },
            }
    const { reader } = await connect(
      answers({
        'GET /subscriptions': pages('/subscriptions', { subscriptionId: '1' }, { subscriptionId: '2' }),
        [`GET ${list(1)}`]: pages(list(1), cloud(1, 'a'), cloud(1, 'b')),
        [`GET ${list(2)}`]: pages(list(2), cloud(2, 'c'), cloud(2, 'd')),
      }),
    )
    const { clouds } = await reader.listPrivateClouds({})
    expect(
      clouds.map(({ name, subscriptionId, virtualNetworkId }) => [subscriptionId, name, virtualNetworkId]),
    ).toEqual([
      ['1', 'a', `${networkId}-a`],
      ['1', 'b', `${networkId}-b`],
      ['2', 'c', `${networkId}-c`],
      ['2', 'd', `${networkId}-d`],
    ])
    const versions = arm.asked
      .filter(({ url }) => url.includes('privateClouds'))
      .map(({ url }) => /version=([^&]+)/.exec(url)?.[1])
    expect(versions).toEqual(['2025-09-01', '2025-09-01', '2025-09-01', '2025-09-01'])
  })

  it('does not send a token after a page on another host', async () => {
    const { reader } = await connect(
      answers({
        'GET /subscriptions': { status: 200, body: { value: [], nextLink: 'https://127.0.0.2:9/subscriptions' } },
      }),
    )
    expect(await faultOf(reader.listPrivateClouds({}))).toMatchObject({ code: 'ForeignHost', faultClass: 'give-up' })
  })

  it('takes a VNet in which everything that may be null is', async () => {
    const nothing = { addressSpace: null, virtualNetworkPeerings: null, subnets: null, resourceGuid: null }
    const { reader } = await connect(
      answers({
        [`GET ${networkId}`]: { status: 200, body: { id: networkId, name: 'vnet-a', tags: null, properties: nothing } },
      }),
    )
    expect(await reader.readNetwork(networkId, {})).toMatchObject({ id: networkId, addressPrefixes: [], peerings: [] })
  })

  it('answers null where there is no VNet, without asking for what is no resource id', async () => {
    const { reader } = await connect(answers({}))
    expect(await reader.readNetwork(networkId, {})).toBeNull()
    expect(await reader.readNetwork('vnet-a', {})).toBeNull()
    expect(arm.asked).toHaveLength(1)
  })

  it('tries again what passes by itself', async () => {
    const busy: Answer = { status: 503, headers: { 'retry-after-ms': '1' }, body: {} }
    const network: Answer = { status: 200, body: { id: networkId, name: 'vnet-a' } }
    const { reader } = await connect(answers({ [`GET ${networkId}`]: (nth) => (nth < 2 ? busy : network) }))
    expect(await reader.readNetwork(networkId, {})).not.toBeNull()
    expect(arm.asked).toHaveLength(3)
  })

  it('stops at an abort, which stays an abort', async () => {
    const stop = new AbortController()
    const { reader } = await connect((): Answer => {
      stop.abort()
      return { status: 200, hang: true }
    })
    expect(await faultOf(reader.readNetwork(networkId, { signal: stop.signal }))).toMatchObject({ name: 'AbortError' })
  })

  it('logs each exchange with its correlation id, and no token anywhere', async () => {
    const headers = { 'x-ms-correlation-request-id': 'trace-me' }
    const denied: Answer = { status: 403, headers, body: { error: { code: 'AuthorizationFailed', message: 'no' } } }
    const { reader } = await connect(
      answers({
        'GET /subscriptions': { status: 200, body: { value: [{ subscriptionId: '1' }] } },
        'GET /subscriptions/1/providers/Microsoft.AVS/privateClouds': denied,
      }),
    )
    expect(await faultOf(reader.listPrivateClouds({}))).toMatchObject({ code: 'AuthorizationFailed', status: 403 })
    expect(arm.asked.map(({ authorization }) => authorization)).toEqual(['Bearer secret-token', 'Bearer secret-token'])
    const exchange = logged.map((line) => JSON.parse(line)).find(({ status }) => status === 403)
    expect(exchange).toMatchObject({ method: 'GET', level: 20, correlationId: 'trace-me' })
    expect(logged.join('')).not.toContain('secret-token')
  })
})

describe('writing', () => {
  it('sends the peering with all four flags, and asks for a sync only when told to', async () => {
    const { writer } = await connect(answers({ [`PUT ${peering}`]: accepted }))
    await writer.beginPut(write, soon())
    await writer.beginPut({ ...write, syncRemoteAddressSpace: true }, soon())
    expect(arm.asked[0]?.body).toEqual({
      properties: { ...write.flags, remoteVirtualNetwork: { id: remoteNetworkId } },
    })
    const syncs = arm.asked.map(({ url }) => new URLSearchParams(url.split('?')[1]).get('syncRemoteAddressSpace'))
    expect(syncs).toEqual([null, 'true'])
  })

  it('is never sent twice by the SDK', async () => {
    const busy: Answer = { status: 503, headers: { 'retry-after-ms': '1' }, body: {} }
    const { writer } = await connect(answers({ [`PUT ${peering}`]: busy, [`DELETE ${peering}`]: busy }))
    expect(await faultOf(writer.beginPut(write, soon()))).toMatchObject({ status: 503, faultClass: 'retry' })
    expect(await faultOf(writer.beginDelete(write, soon()))).toMatchObject({ status: 503, faultClass: 'retry' })
    expect(arm.asked.map(({ method }) => method)).toEqual(['PUT', 'DELETE'])
  })

  it('that is not answered in time is a fault worth a retry, not an abort', async () => {
    const { writer } = await connect((): Answer => ({ status: 200, hang: true }), 50)
    expect(await faultOf(writer.beginPut(write, soon()))).toMatchObject({ code: 'ETIMEDOUT', faultClass: 'retry' })
    expect(arm.asked).toHaveLength(1)
  })

  it('knows a lock by the details of the answer, and how long to wait', async () => {
    const details = [{ code: 'RetryableErrorDueToAnotherOperation', message: 'Operation X is updating resource Y.' }]
    const locked = { error: { code: 'RetryableError', message: 'A retryable error occurred.', details } }
    const { writer } = await connect(
      answers({ [`PUT ${peering}`]: { status: 429, headers: { 'retry-after': '14' }, body: locked } }),
    )
    expect(await faultOf(writer.beginPut(write, soon()))).toMatchObject({
      code: 'RetryableErrorDueToAnotherOperation',
      faultClass: 'retry',
      status: 429,
      retryAfterMs: 14_000,
    })
  })

  it('of something that is no resource id is refused before anything is sent', async () => {
    const { writer } = await connect(answers({}))
    expect(await faultOf(writer.beginPut({ ...write, networkId: 'vnet-a' }, soon()))).toMatchObject({
      faultClass: 'give-up',
    })
    expect(arm.asked).toEqual([])
  })

  it('is finished at once where the answer says that it is done', async () => {
    const done: Answer = { status: 200, body: { name: 'a-to-b', properties: { provisioningState: 'Succeeded' } } }
    const { writer } = await connect(answers({ [`PUT ${peering}`]: done }))
    const operation = await writer.beginPut(write, soon())
    await operation.finish(soon())
    expect(arm.asked).toHaveLength(1)
  })
})

describe('an accepted operation', () => {
  it('is asked for until it has ended, trying again what passes by itself', async () => {
    const inProgress: Answer = { status: 200, body: { status: 'InProgress' } }
    const busy: Answer = { status: 429, headers: { 'retry-after-ms': '1' }, body: {} }
    const succeeded: Answer = { status: 200, body: { status: 'Succeeded' } }
    const operation = await accept({
      [`GET ${operations}`]: (nth) => [inProgress, busy, inProgress][nth] ?? succeeded,
      [`GET ${peering}`]: { status: 200, body: { name: 'a-to-b', properties: { provisioningState: 'Succeeded' } } },
    })
    await operation.finish(soon())
    expect(arm.asked.filter((one) => pathOf(one) === operations)).toHaveLength(4)
  })

  it('is not asked for before the wait that its acceptance names is over', async () => {
    let acceptedAt = 0
    const polledAfter: number[] = []
    const operation = await accept({
      [`PUT ${peering}`]: () => {
        acceptedAt = performance.now()
        return { ...accepted, headers: { ...operationHeader, 'retry-after-ms': '200' } }
      },
      [`GET ${operations}`]: () => {
        polledAfter.push(performance.now() - acceptedAt)
        return { status: 200, body: { status: 'Succeeded' } }
      },
      [`GET ${peering}`]: { status: 200, body: { name: 'a-to-b' } },
    })
    await operation.finish(soon())
    expect(polledAfter).toHaveLength(1)
    expect(polledAfter[0]).toBeGreaterThan(190)
  })

  it('is left at once when the wait is aborted before its first poll', async () => {
    const slow: Answer = { ...accepted, headers: { ...operationHeader, 'retry-after': '60' } }
    const operation = await accept({ [`PUT ${peering}`]: slow })
    const stop = new AbortController()
    const finished = faultOf(operation.finish({ signal: stop.signal }))
    stop.abort()
    expect(await finished).toMatchObject({ name: 'AbortError' })
    expect(arm.asked).toHaveLength(1)
  })

  it('that fails keeps the code of its body', async () => {
    const error = { code: 'RemotePeeringIsDisconnected', message: 'Cannot create or update. It is.', details: [] }
    const operation = await accept({ [`GET ${operations}`]: { status: 200, body: { status: 'Failed', error } } })
    expect(await faultOf(operation.finish(soon()))).toMatchObject({
      code: 'RemotePeeringIsDisconnected',
      faultClass: 'repair',
      status: null,
    })
  })

  it('that fails for a lock keeps the code of its details', async () => {
    const details = [{ code: 'ReferencedResourceNotProvisioned', message: 'Cannot proceed' }]
    const error = { code: 'RetryableError', message: 'A retryable error occurred.', details }
    const operation = await accept({ [`GET ${operations}`]: { status: 200, body: { status: 'Failed', error } } })
    expect(await faultOf(operation.finish(soon()))).toMatchObject({
      code: 'ReferencedResourceNotProvisioned',
      faultClass: 'retry',
    })
  })

  it('that is superseded by another is worth a retry', async () => {
    const operation = await accept({ [`GET ${operations}`]: { status: 200, body: { status: 'Canceled' } } })
    expect(await faultOf(operation.finish(soon()))).toMatchObject({ code: 'OperationCanceled', faultClass: 'retry' })
  })

  it('that ARM has forgotten is worth another look', async () => {
    const operation = await accept({})
    expect(await faultOf(operation.finish(soon()))).toMatchObject({ code: 'OperationNotFound', faultClass: 'retry' })
  })

  it('can be waited for again after a wait was aborted', async () => {
    const operation = await accept({
      [`GET ${operations}`]: (nth) =>
        nth === 0 ? { status: 200, hang: true } : { status: 200, body: { status: 'Succeeded' } },
      [`GET ${peering}`]: { status: 200, body: { name: 'a-to-b' } },
    })
    expect(await faultOf(operation.finish({ signal: AbortSignal.timeout(50) }))).toMatchObject({ name: 'AbortError' })
    await operation.finish(soon())
  })
})

describe('the removal of a peering', () => {
  it('waits for the operation', async () => {
    const headers = { ...operationHeader, location: `{origin}${operations.replace('operations', 'operationResults')}` }
    const { writer } = await connect(
      answers({
        [`DELETE ${peering}`]: { status: 202, headers },
        [`GET ${operations}`]: (nth) => ({ status: 200, body: { status: nth === 0 ? 'InProgress' : 'Succeeded' } }),
      }),
    )
    const operation = await writer.beginDelete(write, soon())
    await (await writer.resume(operation.state, soon())).finish(soon())
    expect(arm.asked.map(({ method }) => method)).toEqual(['DELETE', 'GET', 'GET'])
  })

  it.each([
    ['says so', { status: 204 }],
    ['does not know it', notFound],
    ['does not know its VNet', { status: 404, body: { error: { code: 'ParentResourceNotFound', message: 'no' } } }],
  ])('counts as done where Azure %s', async (_, answer) => {
    const { writer } = await connect(answers({ [`DELETE ${peering}`]: answer }))
    const operation = await writer.beginDelete(write, soon())
    await (await writer.resume(operation.state, soon())).finish(soon())
    expect(arm.asked).toHaveLength(1)
  })

  it('does not count as done where the subscription is not known', async () => {
    const unknown: Answer = { status: 404, body: { error: { code: 'SubscriptionNotFound', message: 'no' } } }
    const { writer } = await connect(answers({ [`DELETE ${peering}`]: unknown }))
    expect(await faultOf(writer.beginDelete(write, soon()))).toMatchObject({ code: 'SubscriptionNotFound' })
  })
})
