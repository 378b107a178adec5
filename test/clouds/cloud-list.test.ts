import { describe, expect, it } from '@jest/globals'
import { createCloudList } from '../../src/clouds/cloud-list.ts'
import type { ListedClouds } from '../../src/clouds/ports.ts'
import { AzureFault } from '../../src/peering/azure-fault.ts'
import type { PrivateCloud } from '../../src/peering/model.ts'
import { aCloud } from '../builders/estate.ts'

/** An Azure whose list of private clouds grows by one with every reading. */
function growing() {
  let minute = 0
  const read: PrivateCloud[] = []
  const reader = {
    listPrivateClouds: async () => {
      read.push(aCloud(`cloud${read.length}`))
      return { clouds: [...read], unreadable: [] }
    },
    readNetwork: async () => null,
  }
  const list = createCloudList(reader, () => new Date(minute * 60_000))
  return { list, reads: () => read.length, pass: (minutes: number) => (minute += minutes) }
}

describe('the list of private clouds', () => {
  it('is read once for many who ask at the same time', async () => {
    const { list, reads } = growing()
    await Promise.all([list.all(), list.all(), list.reread()])
    expect(reads()).toBe(1)
  })

  it('is kept for a minute, then used once more while it is read again behind the answer', async () => {
    const { list, pass } = growing()
    expect(await list.all()).toHaveLength(1)
    expect(await list.all()).toHaveLength(1)
    pass(2)
    expect(await list.all()).toHaveLength(1)
    expect(await list.all()).toHaveLength(2)
  })

  it('is not used when it is old', async () => {
    const { list, pass } = growing()
    await list.all()
    pass(30)
    expect(await list.all()).toHaveLength(2)
  })
})

const denied = new AzureFault({ code: 'AuthorizationFailed', message: 'no', faultClass: 'give-up', status: 403 })
const cloudB = aCloud('cloudB', { subscriptionId: 'Sub-2' })

/** A list that is read again and again; each reading is given. A fault among them is thrown. */
function reading(...readings: readonly (ListedClouds | AzureFault)[]) {
  const left = [...readings]
  const reader = {
    listPrivateClouds: async () => {
      const next = left.shift()
      if (!next || next instanceof AzureFault) throw next ?? new Error('read too often')
      return next
    },
    readNetwork: async () => null,
  }
  return createCloudList(reader, () => new Date(0))
}

async function names(clouds: Promise<readonly PrivateCloud[]>): Promise<string[]> {
  return (await clouds).map(({ name }) => name)
}

describe('a subscription that cannot be read', () => {
  const whole: ListedClouds = { clouds: [cloudB, aCloud('cloudC'), aCloud('cloudA')], unreadable: [] }
  const unreadable = [{ subscriptionId: 'sub-2', fault: denied }]

  it('keeps the private clouds that it had in the reading before, in their place', async () => {
    const part = { clouds: [aCloud('cloudA'), aCloud('cloudC')], unreadable }
    const list = reading(whole, part, part)
    await list.all()
    expect(await names(list.reread())).toEqual(['cloudA', 'cloudB', 'cloudC'])
    expect(await names(list.reread())).toEqual(['cloudA', 'cloudB', 'cloudC'])
    expect(await names(list.all())).toEqual(['cloudA', 'cloudB', 'cloudC'])
  })

  it('keeps nothing of the others: a private cloud that is gone there is gone', async () => {
    const list = reading(whole, { clouds: [aCloud('cloudA')], unreadable })
    await list.all()
    expect(await names(list.reread())).toEqual(['cloudA', 'cloudB'])
  })

  it('is told until it can be read again', async () => {
    const list = reading({ clouds: [], unreadable }, denied, whole)
    expect(list.unreadable()).toEqual([])
    await list.all()
    expect(list.unreadable()).toEqual(unreadable)
    await expect(list.reread()).rejects.toBe(denied)
    expect(list.unreadable()).toEqual(unreadable)
    await list.reread()
    expect(list.unreadable()).toEqual([])
  })
})
