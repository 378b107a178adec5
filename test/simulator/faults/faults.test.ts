import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { parseFaults } from '../../../src/simulator/faults/fault-file.ts'
import { createFaultInjector } from '../../../src/simulator/faults/injector.ts'
import { networkPath, peeringPath, peeringTo, type SimulatedAzure, simulatedAzure } from '../simulated-azure.ts'

describe('injected faults', () => {
  let azure: SimulatedAzure
  beforeEach(async () => {
    azure = await simulatedAzure()
  })
  afterEach(() => azure.stop())

  it('answer with a status and code, after some requests and for a number of them', async () => {
    const effect = { status: 503, code: 'ServerTimeout', retryAfter: 7 }
    await azure.faults([{ match: { method: 'GET', path: '**/virtualNetworks/A' }, after: 1, count: 1, effect }])
    const answers = [await azure.call('GET', networkPath('b'))]
    for (let index = 0; index < 3; index += 1) answers.push(await azure.call('GET', networkPath('a')))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 503, 200])
    expect(answers[2]).toMatchObject({ headers: { 'retry-after': '7' }, body: { error: { code: 'ServerTimeout' } } })
  })

  it('cut the connection before the write takes effect', async () => {
    await azure.faults([{ count: 1, effect: { reset: true } }])
    await expect(azure.call('PUT', peeringPath('a', 'a-b'), peeringTo('b'))).rejects.toThrow()
    expect((await azure.call('GET', peeringPath('a', 'a-b'))).status).toBe(404)
  })

  it('lose the answer after the write took effect', async () => {
    await azure.faults([{ match: { method: 'PUT' }, count: 1, effect: { loseResponse: true } }])
    await expect(azure.call('PUT', peeringPath('a', 'a-b'), peeringTo('b'))).rejects.toThrow()
    expect((await azure.call('GET', peeringPath('a', 'a-b'))).status).toBe(200)
  })

  it('let an accepted write end Failed, and a repeated one succeed', async () => {
    const failure = { code: 'InternalServerError', message: 'An error occurred.' }
    await azure.faults([{ match: { method: 'PUT' }, count: 1, effect: { failOperation: failure } }])
    const put = await azure.call('PUT', peeringPath('a', 'a-b'), peeringTo('b'))
    expect(put.status).toBe(201)
    azure.pass(1000)
    const poll = await azure.call('GET', put.headers['azure-asyncoperation']?.slice(azure.arm.length) ?? '')
    expect(poll).toMatchObject({ status: 200, body: { status: 'Failed', error: { ...failure, details: [] } } })
    expect((await azure.call('GET', peeringPath('a', 'a-b'))).body.properties.provisioningState).toBe('Failed')
    expect((await azure.call('PUT', peeringPath('a', 'a-b'), peeringTo('b'))).status).toBe(200)
    azure.pass(1000)
    expect((await azure.call('GET', peeringPath('a', 'a-b'))).body.properties.provisioningState).toBe('Succeeded')
  })

  it('delay an answer', async () => {
    await azure.faults([{ count: 1, effect: { delayMs: 1 } }])
    expect((await azure.call('GET', networkPath('a'))).status).toBe(200)
  })

  it('hang without an answer until the client gives up', async () => {
    await azure.faults([{ count: 1, effect: { hang: true } }])
    const pending = azure.call('GET', networkPath('a')).catch(() => 'cut')
    const hanging = async () =>
      (await azure.control('GET', 'requests')).body.requests.find(({ status }) => status === null)
    let seen = await hanging()
    while (seen === undefined) seen = await hanging()
    expect(seen).toMatchObject({ method: 'GET', fault: 'unnamed fault' })
    await azure.stop()
    expect(await pending).toBe('cut')
    azure = await simulatedAzure()
  })

  it('are drawn with the same luck for the same seed', () => {
    const draws = (seed: number) => {
      const effect = { reset: true as const }
      const injector = createFaultInjector(parseFaults({ faults: [{ probability: 0.5, seed, effect }] }, 'test'))
      return Array.from({ length: 64 }, () => injector.draw('GET', '/x') !== null)
    }
    expect(draws(1)).toEqual(draws(1))
    expect(draws(1)).not.toEqual(draws(2))
    const hits = draws(1).filter(Boolean).length
    expect(hits).toBeGreaterThan(16)
    expect(hits).toBeLessThan(48)
  })

  it('are checked: every mistake is named with its place', () => {
    const wrong = { faults: [{ effect: { status: 200, code: 'x' } }, { count: 0, effect: { hang: true } }] }
    expect(() => parseFaults(wrong, 'faults.yaml')).toThrow(/faults\.0\.effect: must be one of[\s\S]*faults\.1\.count/)
  })
})
