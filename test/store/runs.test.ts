import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { sql } from 'kysely'
import type { Step } from '../../src/runs/ports.ts'
import { draft } from './samples.ts'
import { kinds, openTestDatabase, openTestStore, type TestDatabase } from './test-database.ts'

const start = new Date('2026-03-01T08:00:00Z')
const later = (ms: number) => new Date(start.getTime() + ms)

describe.each(kinds)('leases and steps on %s', (kind) => {
  let test: TestDatabase
  beforeAll(async () => {
    test = await openTestDatabase(kind)
  }, 60_000)
  afterEach(() => test.empty())
  afterAll(() => test.drop())

  it('takes all of the networks or none', async () => {
    const { leases } = openTestStore(test.database)
    expect(await leases.take(['A', 'B'], 'one', start, 1_000)).toBe(true)
    expect(await leases.take(['C', 'B'], 'two', start, 1_000)).toBe(false)
    expect(await leases.take(['C'], 'three', start, 1_000)).toBe(true)
  })

  it('knows a network by its id in any case', async () => {
    const { leases } = openTestStore(test.database)
    await leases.take(['/subscriptions/x/VNET-a'], 'one', start, 1_000)
    expect(await leases.take(['/Subscriptions/X/vnet-A'], 'two', start, 1_000)).toBe(false)
  })

  it('gives one of many that want overlapping networks at the same time', async () => {
    const { leases } = openTestStore(test.database)
    const wanted = [
      ['A', 'B'],
      ['B', 'A'],
      ['A', 'C'],
      ['C', 'B'],
      ['B', 'C'],
      ['A', 'B'],
    ]
    const taken = await Promise.all(wanted.map((ids, index) => leases.take(ids, `holder ${index}`, start, 1_000)))
    expect(taken.filter(Boolean)).toHaveLength(1)
  })

  it('gives a lease to another when it is over or released, and not before', async () => {
    const { leases } = openTestStore(test.database)
    await leases.take(['A'], 'one', start, 1_000)
    expect(await leases.take(['A'], 'two', later(999), 1_000)).toBe(false)
    expect(await leases.take(['A'], 'two', later(1_000), 1_000)).toBe(true)
    await leases.release('one')
    expect(await leases.take(['A'], 'three', later(1_001), 1_000)).toBe(false)
    await leases.release('two')
    expect(await leases.take(['A'], 'three', later(1_001), 1_000)).toBe(true)
  })

  it('renews a lease that is held, even late, and tells when any part of it was lost', async () => {
    const { leases } = openTestStore(test.database)
    await leases.take(['A', 'B'], 'one', start, 1_000)
    expect(await leases.renew('one', later(500), 1_000)).toBe(true)
    expect(await leases.take(['A'], 'two', later(1_200), 1_000)).toBe(false)
    expect(await leases.renew('one', later(2_000), 1_000)).toBe(true)
    expect(await leases.take(['A'], 'two', later(3_000), 1_000)).toBe(true)
    expect(await leases.renew('one', later(3_000), 1_000)).toBe(false)
    expect(await leases.renew('nobody', later(3_000), 1_000)).toBe(false)
  })

  it('gives every taking a higher token', async () => {
    const { leases } = openTestStore(test.database)
    const token = async () => {
      const { rows } = await sql<{ token: number }>`select max(token)::integer as token from leases`.execute(
        test.database.sql,
      )
      return rows[0]?.token ?? 0
    }
    await leases.take(['A'], 'one', start, 1_000)
    const before = await token()
    await leases.release('one')
    await leases.take(['A'], 'one', start, 1_000)
    expect(await token()).toBeGreaterThan(before)
  })

  it('remembers each connection of a run as it was saved last', async () => {
    const { store, steps } = openTestStore(test.database)
    const { number } = await store.transaction((tx) => tx.addRequest(draft()))
    const step: Step = {
      request: number,
      connection: 0,
      made: { a: 'cloudA-to-cloudB', b: null },
      inFlight: { write: 'put-a', operation: null },
    }
    await steps.save(step)
    expect(await steps.find(number, 0)).toEqual(step)
    const done: Step = { ...step, inFlight: null }
    await steps.save(done)
    expect(await steps.find(number, 0)).toEqual(done)
    expect(await steps.find(number, 1)).toBeNull()
  })

  it('keeps every version of the policy once', async () => {
    const { policies } = openTestStore(test.database)
    const first = await policies.keep('hash-1', 'text 1', start)
    const second = await policies.keep('hash-2', 'text 2', start)
    expect(second).toBeGreaterThan(first)
    expect(await policies.keep('hash-1', 'text 1', later(1))).toBe(first)
    const atOnce = await Promise.all([1, 2, 3].map(() => policies.keep('hash-3', 'text 3', start)))
    expect(new Set(atOnce).size).toBe(1)
  })
})
