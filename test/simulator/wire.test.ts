import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import {
  exchange,
  networkPath,
  peeringPath,
  peeringTo,
  type SimulatedAzure,
  simulatedAzure,
  smallEstate,
  subscription1,
} from './simulated-azure.ts'

describe('the wire', () => {
  let azure: SimulatedAzure
  beforeEach(async () => {
    azure = await simulatedAzure({ settings: { pageSize: 2 } })
  })
  afterEach(() => azure.stop())

  it('answers a new peering as recorded: 201, Azure-AsyncOperation without Location, properties in order', async () => {
    const answer = await azure.call('PUT', `${peeringPath('a', 'a-b')}?api-version=2021-08-01`, peeringTo('b'))
    expect(answer.status).toBe(201)
    expect(answer.headers['azure-asyncoperation']).toMatch(
      new RegExp(
        `^${azure.arm}/subscriptions/${subscription1}/providers/Microsoft.Network/locations/uksouth/operations/[0-9a-f-]{36}\\?api-version=2021-08-01$`,
      ),
    )
    expect(answer.headers).not.toHaveProperty('location')
    expect(answer.headers).not.toHaveProperty('etag')
    expect(answer.headers).toMatchObject({ 'retry-after': '1', 'x-ms-ratelimit-remaining-subscription-writes': '199' })
    expect(Object.keys(answer.body)).toEqual(['name', 'id', 'etag', 'properties', 'type'])
    expect(Object.keys(answer.body.properties)).toEqual([
      'provisioningState',
      'resourceGuid',
      'peeringState',
      'peeringSyncLevel',
      'remoteVirtualNetwork',
      'allowVirtualNetworkAccess',
      'allowForwardedTraffic',
      'allowGatewayTransit',
      'useRemoteGateways',
      'doNotVerifyRemoteGateways',
      'peerCompleteVnets',
      'remoteAddressSpace',
      'remoteVirtualNetworkAddressSpace',
      'routeServiceVips',
    ])
  })

  it('polls an operation from InProgress to Succeeded, in the recorded number of bytes', async () => {
    const put = await azure.call('PUT', peeringPath('a', 'a-b'), peeringTo('b'))
    const path = put.headers['azure-asyncoperation']?.slice(azure.arm.length) ?? ''
    const running = await azure.call('GET', path)
    expect(running).toMatchObject({ status: 200, body: { status: 'InProgress' } })
    expect(running.headers).toMatchObject({ 'content-length': '30', 'retry-after': '1' })
    azure.pass(1000)
    const ended = await azure.call('GET', path)
    expect(ended).toMatchObject({ status: 200, body: { status: 'Succeeded' } })
    expect(ended.headers['content-length']).toBe('29')
  })

  it('answers a deletion with 202, no body, Azure-AsyncOperation and Location', async () => {
    await azure.call('PUT', peeringPath('a', 'a-b'), peeringTo('b'))
    azure.pass(1000)
    const answer = await azure.call('DELETE', peeringPath('a', 'a-b'))
    expect(answer).toMatchObject({ status: 202, body: undefined })
    expect(answer.headers['azure-asyncoperation']).toContain('/operations/')
    const location = answer.headers.location?.slice(azure.arm.length) ?? ''
    expect(location).toContain('/operationResults/')
    expect((await azure.call('GET', location)).status).toBe(202)
    azure.pass(1000)
    expect((await azure.call('GET', location)).status).toBe(204)
    expect((await azure.call('GET', `${networkPath('a')}/virtualNetworkPeerings`)).body).toEqual({ value: [] })
  })

  it('answers an update with 200 and a GET with the etag of the body', async () => {
    await azure.call('PUT', peeringPath('a', 'a-b'), peeringTo('b'))
    azure.pass(1000)
    expect((await azure.call('PUT', peeringPath('a', 'a-b'), peeringTo('b'))).status).toBe(200)
    const read = await azure.call('GET', peeringPath('a', 'a-b'))
    expect(read.headers.etag).toBe(read.body.etag)
    expect(read.headers).toMatchObject({
      'x-ms-request-id': expect.any(String),
      'x-ms-correlation-request-id': expect.any(String),
      'x-ms-ratelimit-remaining-subscription-reads': expect.stringMatching(/^\d+$/),
    })
  })

  it('reads ids and parameters without regard to case, and keeps the casing it was given first', async () => {
    await azure.call(
      'PUT',
      peeringPath('a', 'A-to-B'),
      peeringTo(networkPath('b').toUpperCase().replace('/SUBSCRIPTIONS', '/subscriptions')),
    )
    const read = await azure.call('GET', peeringPath('A', 'a-TO-b').replace('resourceGroups', 'resourcegroups'))
    expect(read.body).toMatchObject({ name: 'A-to-B', id: peeringPath('a', 'A-to-B') })
    expect(read.body.properties.remoteVirtualNetwork.id).toBe(networkPath('b'))
  })

  it('pages lists, with links that start with the origin that the client used', async () => {
    const origin = azure.arm.replace('127.0.0.1', 'localhost')
    const names: string[] = []
    let url = `${origin}/subscriptions/${subscription1}/providers/Microsoft.Network/virtualNetworks?api-version=2024-03-01`
    let pages = 0
    for (; url !== ''; pages += 1) {
      const { body } = await exchange(url, azure.ca, 'GET', undefined, { authorization: `Bearer ${azure.token}` })
      names.push(...body.value.map(({ name }: { name: string }) => name))
      url = body.nextLink ?? ''
      if (url !== '') expect(url.startsWith(`${origin}/`)).toBe(true)
    }
    expect(names).toEqual(['a', 'a2', 'b', 'hub'])
    expect(pages).toBe(2)
  })

  it('wants an api-version that the provider knows', async () => {
    const at = (version: string) =>
      exchange(`${azure.arm}${networkPath('a')}${version}`, azure.ca, 'GET', undefined, {
        authorization: `Bearer ${azure.token}`,
      })
    expect(await at('')).toMatchObject({ status: 400, body: { error: { code: 'MissingApiVersionParameter' } } })
    expect(await at('?api-version=soon')).toMatchObject({
      status: 400,
      body: { error: { code: 'InvalidApiVersionParameter' } },
    })
    expect(await at('?api-version=2022-02-30')).toMatchObject({
      body: { error: { code: 'InvalidApiVersionParameter' } },
    })
    expect(await at('?api-version=2022-01-02')).toMatchObject({
      body: { error: { code: 'NoRegisteredProviderFound' } },
    })
    for (const known of ['2021-08-01', '2022-01-01', '2022-07-01', '2024-03-01', '2025-01-01', '2026-01-01']) {
      expect((await at(`?api-version=${known}`)).status).toBe(200)
    }
    expect((await at('?API-VERSION=2099-01-01')).status).toBe(200)
  })

  it('makes a VNet: 201 Updating, subnets echoed, then Succeeded; again: 200', async () => {
    const body = {
      location: 'uksouth',
      tags: { env: 'test' },
      properties: {
        addressSpace: { addressPrefixes: ['10.50.0.0/16'] },
        subnets: [{ name: 'default', properties: { addressPrefix: '10.50.1.0/24' } }],
      },
    }
    const made = await azure.call('PUT', networkPath('new'), body)
    expect(made.status).toBe(201)
    expect(Object.keys(made.body)).toEqual(['name', 'id', 'etag', 'type', 'location', 'tags', 'properties'])
    expect(made.body.properties).toMatchObject({ provisioningState: 'Updating', virtualNetworkPeerings: [] })
    expect(made.body.properties.subnets[0]).toMatchObject({
      name: 'default',
      properties: { addressPrefix: '10.50.1.0/24' },
    })
    azure.pass(1000)
    expect((await azure.call('GET', networkPath('new'))).body.properties.provisioningState).toBe('Succeeded')
    expect((await azure.call('PUT', networkPath('new'), body)).status).toBe(200)
  })

  it('lists subscriptions, tenants and resource groups', async () => {
    const names = async (path: string, field: 'name' | 'displayName') =>
      (await azure.call('GET', `${path}?api-version=2022-12-01`)).body.value.map((row) => row[field])
    expect(await names('/subscriptions', 'displayName')).toEqual(['One', 'Two'])
    expect(await names('/tenants', 'displayName')).toEqual(['Contoso'])
    expect(await names(`/subscriptions/${subscription1}/resourcegroups`, 'name')).toEqual(['rg'])
  })

  it('refuses nothing for quota unless throttling is on; then an empty bucket answers 429 with Retry-After', async () => {
    const strict = await simulatedAzure({ estate: smallEstate, settings: { throttling: true } })
    try {
      const answers = []
      for (let index = 0; index < 251; index += 1)
        answers.push(await strict.call('GET', '/subscriptions?api-version=2022-12-01'))
      expect(answers.slice(0, 250).every(({ status }) => status === 200)).toBe(true)
      expect(answers[250]).toMatchObject({ status: 429, body: { error: { code: 'SubscriptionRequestsThrottled' } } })
      expect(answers[250]?.headers['retry-after']).toBe('1')
      strict.pass(1000)
      expect((await strict.call('GET', '/subscriptions?api-version=2022-12-01')).status).toBe(200)
    } finally {
      await strict.stop()
    }
  })
})
