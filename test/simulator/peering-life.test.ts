import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { networkPath, peeringPath, peeringTo, type SimulatedAzure, simulatedAzure } from './simulated-azure.ts'

describe('the life of a peering', () => {
  let azure: SimulatedAzure
  beforeEach(async () => {
    azure = await simulatedAzure()
  })
  afterEach(() => azure.stop())

  const put = (network: string, name: string, remote: string, query = '') =>
    azure.call('PUT', `${peeringPath(network, name)}${query}`, peeringTo(remote))
  const read = async (network: string, name: string) => (await azure.call('GET', peeringPath(network, name))).body
  const connect = async () => {
    await put('a', 'a-b', 'b')
    azure.pass(1000)
    await put('b', 'b-a', 'a')
    azure.pass(1000)
  }

  it('is Initiated and not in sync with the remote when only the first side exists', async () => {
    const answer = await put('a', 'a-b', 'b')
    expect(answer.status).toBe(201)
    expect(answer.body.properties).toMatchObject({
      provisioningState: 'Updating',
      peeringState: 'Initiated',
      peeringSyncLevel: 'RemoteNotInSync',
    })
    azure.pass(1000)
    expect((await read('a', 'a-b')).properties).toMatchObject({
      provisioningState: 'Succeeded',
      peeringState: 'Initiated',
    })
  })

  it('is Connected and in sync in the very answer to the second side, and the first side follows by itself', async () => {
    await put('a', 'a-b', 'b')
    azure.pass(1000)
    const before = await read('a', 'a-b')
    const second = await put('b', 'b-a', 'a')
    expect(second.status).toBe(201)
    expect(second.body.properties).toMatchObject({
      provisioningState: 'Updating',
      peeringState: 'Connected',
      peeringSyncLevel: 'FullyInSync',
    })
    const after = await read('a', 'a-b')
    expect(after.properties).toMatchObject({ peeringState: 'Connected', peeringSyncLevel: 'FullyInSync' })
    expect(after.etag).not.toBe(before.etag)
    expect(after.properties.resourceGuid).toBe(second.body.properties.resourceGuid)
  })

  it('leaves the other side Disconnected when one side is deleted', async () => {
    await connect()
    const deleted = await azure.call('DELETE', peeringPath('b', 'b-a'))
    expect(deleted.status).toBe(202)
    expect((await read('b', 'b-a')).properties.provisioningState).toBe('Deleting')
    azure.pass(1000)
    expect((await azure.call('GET', peeringPath('b', 'b-a'))).body.error.code).toBe('NotFound')
    expect((await read('a', 'a-b')).properties.peeringState).toBe('Disconnected')
  })

  it('cannot be completed again beside a Disconnected side, until that side is put again', async () => {
    await connect()
    await azure.call('DELETE', peeringPath('b', 'b-a'))
    azure.pass(1000)
    const refused = await put('b', 'b-a', 'a')
    expect(refused.status).toBe(400)
    expect(refused.body.error).toMatchObject({ code: 'RemotePeeringIsDisconnected', details: [] })
    expect(refused.body.error.message).toContain(`because remote peering ${peeringPath('a', 'a-b')} referencing`)

    expect((await put('a', 'a-b', 'b')).body.properties.peeringState).toBe('Initiated')
    azure.pass(1000)
    expect((await put('b', 'b-a', 'a')).body.properties.peeringState).toBe('Connected')
    expect((await read('a', 'a-b')).properties.peeringState).toBe('Connected')
  })

  it('can be completed again after the Disconnected side was deleted', async () => {
    await connect()
    await azure.call('DELETE', peeringPath('b', 'b-a'))
    azure.pass(1000)
    await azure.call('DELETE', peeringPath('a', 'a-b'))
    azure.pass(1000)
    expect((await put('b', 'b-a', 'a')).body.properties.peeringState).toBe('Initiated')
  })

  it('goes out of sync when a VNet grows, and a sync of the other side cures it', async () => {
    await connect()
    const id = networkPath('a')
    expect((await azure.control('POST', 'address-space', { networkId: id, addPrefix: '10.101.0.0/24' })).status).toBe(
      204,
    )
    expect((await read('a', 'a-b')).properties.peeringSyncLevel).toBe('RemoteNotInSync')
    const stale = await read('b', 'b-a')
    expect(stale.properties.peeringSyncLevel).toBe('LocalNotInSync')
    expect(stale.properties.remoteAddressSpace.addressPrefixes).toEqual(['10.1.0.0/22'])
    expect(stale.properties.remoteVirtualNetworkAddressSpace.addressPrefixes).toEqual(['10.1.0.0/22', '10.101.0.0/24'])

    // An update without the parameter does not learn.
    expect((await put('b', 'b-a', 'a')).body.properties.peeringSyncLevel).toBe('LocalNotInSync')
    azure.pass(1000)
    const synced = await put('b', 'b-a', 'a', '?syncRemoteAddressSpace=True')
    expect(synced.status).toBe(200)
    azure.pass(1000)
    expect((await read('b', 'b-a')).properties.peeringSyncLevel).toBe('FullyInSync')
    expect((await read('a', 'a-b')).properties.peeringSyncLevel).toBe('FullyInSync')
  })

  it('shows both sides out of sync when both VNets have grown', async () => {
    await connect()
    await azure.control('POST', 'address-space', { networkId: networkPath('a'), addPrefix: '10.101.0.0/24' })
    await azure.control('POST', 'address-space', { networkId: networkPath('b'), addPrefix: '10.102.0.0/24' })
    expect((await read('a', 'a-b')).properties.peeringSyncLevel).toBe('LocalAndRemoteNotInSync')
  })

  it('is Disconnected when the remote VNet was deleted, and stays so when it is made again with another guid', async () => {
    await connect()
    const before = (await azure.call('GET', networkPath('b'))).body.properties.resourceGuid
    expect((await azure.call('DELETE', networkPath('b'))).status).toBe(202)
    azure.pass(1000)
    expect((await azure.call('GET', networkPath('b'))).body.error.code).toBe('ResourceNotFound')
    expect((await read('a', 'a-b')).properties.peeringState).toBe('Disconnected')
    const made = await azure.call('PUT', networkPath('b'), {
      location: 'uksouth',
      properties: { addressSpace: { addressPrefixes: ['10.2.0.0/22'] } },
    })
    expect(made.status).toBe(201)
    azure.pass(1000)
    expect(made.body.properties.resourceGuid).not.toBe(before)
    expect((await put('b', 'b-a', 'a')).body.error.code).toBe('RemotePeeringIsDisconnected')
  })

  it('answers 204 when a peering that is not there is deleted', async () => {
    expect((await azure.call('DELETE', peeringPath('a', 'nothing'))).status).toBe(204)
  })
})
