import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import {
  networkPath,
  peeringPath,
  peeringTo,
  type SimulatedAzure,
  simulatedAzure,
  subscription1,
  subscription2,
} from './simulated-azure.ts'

describe('what Microsoft.Network refuses', () => {
  let azure: SimulatedAzure
  beforeEach(async () => {
    azure = await simulatedAzure()
  })
  afterEach(() => azure.stop())

  const put = (network: string, name: string, remote: string, flags: Record<string, boolean> = {}) =>
    azure.call('PUT', peeringPath(network, name), peeringTo(remote, flags))
  const settled = async (network: string, name: string, remote: string) => {
    expect((await put(network, name, remote)).status).toBe(201)
    azure.pass(1000)
  }
  const expectError = (answer: { status: number; body: { error: unknown } }, status: number, code: string) => {
    expect(answer.status).toBe(status)
    expect(answer.body.error).toMatchObject({ code, message: expect.any(String) })
  }

  it('refuses address spaces that overlap, and names the prefixes', async () => {
    const answer = await put('a', 'x', 'a2')
    expectError(answer, 400, 'VnetAddressSpacesOverlap')
    expect(answer.body.error.message).toContain('Overlapping address prefixes: 10.1.0.0/22.')
    expect(answer.body.error.details).toEqual([])
  })

  it('refuses a VNet that overlaps with a third one already peered with the remote, from either side', async () => {
    await settled('b', 'b-a2', 'a2')
    const first = await put('a', 'a-b', 'b')
    expectError(first, 400, 'VnetAddressSpaceOverlapsWithAlreadyPeeredVnet')
    expect(first.body.error.message).toContain(`${networkPath('a2')} already peered with the second`)
    expectError(await put('b', 'b-a', 'a'), 400, 'VnetAddressSpaceOverlapsWithAlreadyPeeredVnet')
  })

  it('refuses a second peering to the same remote VNet under another name', async () => {
    await settled('a', 'one', 'b')
    expectError(await put('a', 'two', 'b'), 400, 'AnotherPeeringAlreadyReferencesRemoteVnet')
  })

  it('refuses the use of remote gateways where the remote VNet has none', async () => {
    expectError(await put('a', 'x', 'b', { useRemoteGateways: true }), 400, 'RemoteVnetHasNoGateways')
    const answer = await put('a', 'x', 'hub', { useRemoteGateways: true })
    expect(answer.status).toBe(201)
    expect(answer.body.properties.remoteGateways).toHaveLength(1)
  })

  it('refuses a remote VNet that does not exist, by where it would be', async () => {
    expectError(await put('a', 'x', 'nothing'), 400, 'InvalidResourceReference')
    expectError(
      await put('a', 'x', networkPath('nothing', 'rg2', subscription2)),
      400,
      'InvalidGlobalResourceReference',
    )
    const foreign = networkPath('b', 'rg', '99999999-9999-4999-8999-999999999999')
    expectError(await put('a', 'x', foreign), 403, 'LinkedAuthorizationFailed')
    expectError(await put('a', 'x', '/nonsense'), 400, 'LinkedInvalidPropertyId')
  })

  it.each(['-x', 'x-', 'x y', 'x'.repeat(81)])('refuses the name %j', async (name) => {
    expectError(await put('a', encodeURIComponent(name), 'b'), 400, 'InvalidResourceName')
  })

  it('refuses a body without a remote VNet, and one that is not JSON', async () => {
    expectError(await azure.call('PUT', peeringPath('a', 'x'), { properties: {} }), 400, 'InvalidRequestFormat')
    expectError(await azure.call('PUT', peeringPath('a', 'x'), '{'), 400, 'InvalidRequestContent')
  })

  it('answers a second write on an occupied VNet with the retryable lock error', async () => {
    await put('a', 'a-b', 'b')
    const answer = await put('a', 'a-hub', 'hub')
    expectError(answer, 429, 'RetryableError')
    expect(answer.body.error.details[0]?.code).toBe('RetryableErrorDueToAnotherOperation')
    expect(answer.headers['retry-after']).toBe('1')
    expect((await azure.call('GET', networkPath('a'))).body.properties.provisioningState).toBe('Updating')
    azure.pass(1000)
    expect((await put('a', 'a-hub', 'hub')).status).toBe(201)
  })

  it('answers 400 ReferencedResourceNotProvisioned while a write occupies the remote VNet', async () => {
    await put('b', 'b-hub', 'hub')
    expectError(await put('a', 'a-b', 'b'), 400, 'ReferencedResourceNotProvisioned')
  })

  it('lets writes run side by side when the locks are switched off', async () => {
    const free = await simulatedAzure({ settings: { vnetLocks: false } })
    try {
      expect((await free.call('PUT', peeringPath('a', 'a-b'), peeringTo('b'))).status).toBe(201)
      expect((await free.call('PUT', peeringPath('b', 'b-a'), peeringTo('a'))).status).toBe(201)
    } finally {
      await free.stop()
    }
  })

  it('says which part of an address is missing', async () => {
    expectError(await azure.call('PUT', peeringPath('nothing', 'x'), peeringTo('b')), 404, 'ParentResourceNotFound')
    expectError(await azure.call('GET', networkPath('nothing')), 404, 'ResourceNotFound')
    expectError(await azure.call('GET', peeringPath('a', 'nothing')), 404, 'NotFound')
    expectError(await azure.call('GET', networkPath('a', 'nothing')), 404, 'ResourceGroupNotFound')
    expectError(
      await azure.call('GET', networkPath('a', 'rg', '99999999-9999-4999-8999-999999999999')),
      404,
      'SubscriptionNotFound',
    )
    expectError(
      await azure.call('GET', `/subscriptions/${subscription1}/providers/Microsoft.Nothing/things`),
      404,
      'InvalidResourceNamespace',
    )
    expectError(
      await azure.call('GET', `/subscriptions/${subscription1}/providers/Microsoft.Network/things`),
      404,
      'InvalidResourceType',
    )
  })

  it('honours If-Match', async () => {
    await settled('a', 'a-b', 'b')
    const { etag } = (await azure.call('GET', peeringPath('a', 'a-b'))).body
    const update = (ifMatch: string) =>
      azure.call('PUT', peeringPath('a', 'a-b'), peeringTo('b'), { 'if-match': ifMatch })
    expectError(await update('W/"00000000-0000-4000-8000-000000000000"'), 412, 'PreconditionFailed')
    expect((await update(etag)).status).toBe(200)
  })
})
