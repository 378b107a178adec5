import { describe, expect, it } from '@jest/globals'
import { createCloudList } from '../../src/clouds/cloud-list.ts'
import type { PrivateCloud } from '../../src/peering/model.ts'
import { aCloud } from '../builders/estate.ts'

/** An Azure whose list of private clouds grows by one with every reading. */
function growing() {
  let minute = 0
  const read: PrivateCloud[] = []
  const reader = {
    listPrivateClouds: async () => {
      read.push(aCloud(`cloud${read.length}`))
      return [...read]
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
