import { describe, expect, it } from '@jest/globals'
import { pino } from 'pino'
import { listPrivateClouds } from '../../src/azure/list-private-clouds.ts'
import { AzureFault } from '../../src/peering/azure-fault.ts'
import type { PrivateCloud } from '../../src/peering/model.ts'

function cloudIn(subscriptionId: string): PrivateCloud {
  return {
    id: `/subscriptions/${subscriptionId}`,
    name: `cloud-${subscriptionId}`,
    resourceGroup: 'rg',
    subscriptionId,
    location: 'uksouth',
    provisioningState: 'Succeeded',
    virtualNetworkId: null,
    tags: {},
  }
}

function fault(code: string): AzureFault {
  return new AzureFault({ code, message: code, faultClass: 'give-up', status: 403 })
}

/** Lists with a subscription's private cloud or fault given by its id; returns the names, what was unreadable and the warnings. */
async function list(subscriptions: readonly string[] | 'all', seen: Record<string, Error | 'readable'>) {
  const warnings: string[] = []
  const log = pino({ level: 'warn' }, { write: (line: string) => warnings.push(line) })
  const read = async (id: string) => {
    const answer = seen[id]
    if (answer instanceof Error) throw answer
    return [cloudIn(id)]
  }
  const { clouds, unreadable } = await listPrivateClouds(subscriptions, async () => Object.keys(seen), read, log, {})
  return { names: clouds.map((cloud) => cloud.name), unreadable, warnings }
}

describe('private clouds of several subscriptions', () => {
  it('come from the subscriptions named, or from all that the identity sees', async () => {
    expect((await list(['2'], { 1: 'readable', 2: 'readable' })).names).toEqual(['cloud-2'])
    expect((await list('all', { 1: 'readable', 2: 'readable' })).names).toEqual(['cloud-1', 'cloud-2'])
  })

  it('are not hidden by a subscription that may not be read; it comes with them, and the log names it', async () => {
    const denied = fault('AuthorizationFailed')
    const { names, unreadable, warnings } = await list('all', { 1: denied, 2: 'readable' })
    expect(names).toEqual(['cloud-2'])
    expect(unreadable).toEqual([{ subscriptionId: '1', fault: denied }])
    expect(warnings).toHaveLength(1)
    expect(warnings[0]).toContain('"subscriptionId":"1"')
  })

  it('are a fault when no subscription can be read', async () => {
    const denied = fault('AuthorizationFailed')
    await expect(list('all', { 1: denied, 2: fault('ServiceUnavailable') })).rejects.toBe(denied)
  })

  it('are none where AVS was never used, without a warning', async () => {
    const listed = await list('all', { 1: fault('MissingSubscriptionRegistration') })
    expect(listed).toEqual({ names: [], unreadable: [], warnings: [] })
  })

  it('are not read on after an abort', async () => {
    const abort = Object.assign(new Error('stop'), { name: 'AbortError' })
    await expect(list('all', { 1: abort, 2: 'readable' })).rejects.toBe(abort)
  })
})
