import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { parse } from 'yaml'
import {
  exchange,
  networkPath,
  peeringPath,
  peeringTo,
  type SimulatedAzure,
  simulatedAzure,
  subscription2,
} from './simulated-azure.ts'

describe('the control endpoint', () => {
  let azure: SimulatedAzure
  beforeEach(async () => {
    azure = await simulatedAzure()
  })
  afterEach(() => azure.stop())

  it('resets everything to the first start, faults included', async () => {
    await azure.call('PUT', peeringPath('a', 'a-b'), peeringTo('b'))
    await azure.faults([{ effect: { status: 500, code: 'Broken' } }])
    expect((await azure.control('POST', 'reset')).status).toBe(204)
    expect((await azure.call('GET', peeringPath('a', 'a-b'))).status).toBe(404)
    expect((await azure.call('PUT', peeringPath('a', 'a-b'), peeringTo('b'))).status).toBe(201)
  })

  it('deletes one side of a peering behind the back of whoever made it', async () => {
    await azure.call('PUT', peeringPath('a', 'a-b'), peeringTo('b'))
    azure.pass(1000)
    await azure.call('PUT', peeringPath('b', 'b-a'), peeringTo('a'))
    azure.pass(1000)
    expect((await azure.control('POST', 'peerings/delete', { id: peeringPath('b', 'b-a') })).status).toBe(204)
    expect((await azure.call('GET', peeringPath('a', 'a-b'))).body.properties.peeringState).toBe('Disconnected')
  })

  it('takes a prefix away again', async () => {
    await azure.control('POST', 'address-space', { networkId: networkPath('a'), addPrefix: '10.101.0.0/24' })
    await azure.control('POST', 'address-space', { networkId: networkPath('a'), removePrefix: '10.101.0.0/24' })
    const { body } = await azure.call('GET', networkPath('a'))
    expect(body.properties.addressSpace.addressPrefixes).toEqual(['10.1.0.0/22'])
  })

  it('sets the state of a private cloud', async () => {
    const demo = await simulatedAzure({ estate: parse(readFileSync('demo/estate.yaml', 'utf8')) })
    try {
      await demo.control('POST', 'private-clouds', { name: 'cloudf', provisioningState: 'Succeeded' })
      const path = `/subscriptions/${subscription2}/resourceGroups/rg-cloudF/providers/Microsoft.AVS/privateClouds/cloudF?api-version=2025-09-01`
      expect((await demo.call('GET', path)).body.properties.provisioningState).toBe('Succeeded')
    } finally {
      await demo.stop()
    }
  })

  it('lists the last requests with method, path and status, but not its own', async () => {
    await azure.control('POST', 'reset')
    await azure.call('GET', networkPath('a'))
    await azure.call('GET', networkPath('nothing'))
    const { requests } = (await azure.control('GET', 'requests')).body
    expect(requests).toMatchObject([
      { method: 'GET', path: `${networkPath('a')}?api-version=2024-03-01`, status: 200 },
      { method: 'GET', status: 404 },
    ])
  })

  it.each([
    ['POST', 'address-space', {}, 400],
    ['POST', 'address-space', { networkId: networkPath('nothing'), addPrefix: '10.0.0.0/8' }, 404],
    ['POST', 'peerings/delete', { id: 'nothing' }, 404],
    ['POST', 'private-clouds', { name: 'nothing', provisioningState: 'Updating' }, 404],
    ['POST', 'faults', { faults: [{}] }, 400],
    ['GET', 'nothing', undefined, 404],
  ])('refuses %s %s with %j: %i', async (method, path, body, status) => {
    const answer = await azure.control(method, path, body)
    expect(answer).toMatchObject({ status, body: { error: { code: 'SimulatorControl' } } })
  })

  it('is for this machine by its own names only', async () => {
    const answer = await exchange(`${azure.arm}/simulator/requests`, azure.ca, 'GET', undefined, {
      host: 'evil.example',
    })
    expect(answer.status).toBe(403)
  })
})
