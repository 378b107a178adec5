import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { VersionConflict } from '../../src/requests/ports.ts'
import { alex, draft, megan, vote } from './samples.ts'
import { kinds, openTestDatabase, openTestStore, type TestDatabase } from './test-database.ts'

describe.each(kinds)('requests on %s', (kind) => {
  let test: TestDatabase
  beforeAll(async () => {
    test = await openTestDatabase(kind)
  }, 60_000)
  afterEach(() => test.empty())
  afterAll(() => test.drop())

  it('gives a request a number and reads it back as it was', async () => {
    const { store } = openTestStore(test.database)
    const added = await store.transaction((tx) =>
      tx.addRequest(
        draft({
          reason: 'migration tonight',
          progress: [{ a: 'written', b: 'waiting', problem: null }],
          ending: { sentence: 'Done.', at: '2026-03-01T10:00:00.000Z' },
        }),
      ),
    )
    expect(added).toMatchObject({ number: 1, version: 1 })
    expect(await store.findRequest(1)).toEqual(added)
    expect(await store.findRequest(2)).toBeNull()
  })

  it('saves a request that nobody has changed meanwhile, and refuses one that somebody has', async () => {
    const { store } = openTestStore(test.database)
    const added = await store.transaction((tx) => tx.addRequest(draft()))
    const saved = await store.transaction((tx) => tx.saveRequest({ ...added, state: 'approved' }))
    expect(saved.version).toBe(2)
    await expect(store.transaction((tx) => tx.saveRequest({ ...added, state: 'rejected' }))).rejects.toThrow(
      VersionConflict,
    )
    expect(await store.findRequest(added.number)).toEqual(saved)
  })

  it('of two that save the same version at once, exactly one wins', async () => {
    const { store } = openTestStore(test.database)
    const added = await store.transaction((tx) => tx.addRequest(draft()))
    const results = await Promise.allSettled(
      ['approved', 'rejected'].map((state) =>
        store.transaction((tx) => tx.saveRequest({ ...added, state: state === 'approved' ? 'approved' : 'rejected' })),
      ),
    )
    expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  it('lets nobody else change a locked request until the transaction ends', async () => {
    const { store } = openTestStore(test.database)
    const { number } = await store.transaction((tx) => tx.addRequest(draft()))
    const addOne = () =>
      store.transaction(async (tx) => {
        const request = await tx.lockRequest(number)
        if (request) await tx.saveRequest({ ...request, revision: request.revision + 1 })
      })
    await Promise.all([addOne(), addOne(), addOne(), addOne()])
    expect(await store.findRequest(number)).toMatchObject({ revision: 5, version: 5 })
  })

  it('keeps nothing of a transaction that fails', async () => {
    const { store, jobs } = openTestStore(test.database)
    const failing = store.transaction(async (tx) => {
      await tx.addRequest(draft())
      throw new Error('after the request was added')
    })
    await expect(failing).rejects.toThrow('after the request was added')
    expect(await store.listRequests({ open: false, limit: 10 })).toEqual([])
    expect(jobs).toEqual([])
  })

  it("counts each person's newest vote only, and only those for the present plan", async () => {
    const { store } = openTestStore(test.database)
    const { number } = await store.transaction((tx) => tx.addRequest(draft()))
    const rejection = vote(megan, { decision: 'reject', because: 'not tonight', at: new Date('2026-03-01T10:00:00Z') })
    await store.transaction(async (tx) => {
      await tx.saveVote(number, vote(megan))
      await tx.saveVote(number, vote(alex, { revision: 2 }))
      await tx.saveVote(number, rejection)
    })
    expect((await store.findRequest(number))?.votes).toEqual([rejection])
  })

  it('lists the newest first, the open ones alone if asked', async () => {
    const { store } = openTestStore(test.database)
    await store.transaction(async (tx) => {
      for (const state of ['pending', 'succeeded', 'running', 'stale', 'approved'] as const)
        await tx.addRequest(draft({ state }))
    })
    const numbers = async (open: boolean, limit: number) =>
      (await store.listRequests({ open, limit })).map((request) => request.number)
    expect(await numbers(true, 10)).toEqual([5, 3, 1])
    expect(await numbers(false, 10)).toEqual([5, 4, 3, 2, 1])
    expect(await numbers(false, 2)).toEqual([5, 4])
  })

  it('gives the events of one request in the order in which they happened', async () => {
    const { store } = openTestStore(test.database)
    const at = new Date('2026-03-01T08:00:00.123Z')
    await store.transaction(async (tx) => {
      const { number } = await tx.addRequest(draft())
      await tx.addRequest(draft())
      const event = {
        request: number,
        person: alex,
        at,
        conversation: 'channel',
        details: { revision: 1, reason: null },
      }
      await tx.addEvent({ ...event, type: 'asked' })
      await tx.addEvent({ ...event, request: 2, type: 'asked' })
      await tx.addEvent({ ...event, type: 'expired', person: null, conversation: null, details: {} })
    })
    expect(await store.eventsOf(1)).toEqual([
      { request: 1, type: 'asked', person: alex, at, conversation: 'channel', details: { revision: 1, reason: null } },
      { request: 1, type: 'expired', person: null, at, conversation: null, details: {} },
    ])
  })

  it('stores what PostgreSQL cannot hold as the replacement character', async () => {
    const { store } = openTestStore(test.database)
    const requester = { ...alex, name: 'A\0lex \ud800' }
    const { number } = await store.transaction((tx) =>
      tx.addRequest(draft({ requester, reason: 'a\0b \udc00 \\u0000' })),
    )
    expect(await store.findRequest(number)).toMatchObject({
      requester: { name: 'A\ufffdlex \ufffd' },
      reason: 'a\ufffdb \ufffd \\u0000',
    })
  })

  it('refuses to read a row that is not what it should be', async () => {
    const { store } = openTestStore(test.database)
    const { number } = await store.transaction((tx) => tx.addRequest(draft()))
    await test.database.sql.updateTable('requests').set({ plan: '{"operation":"format"}' }).execute()
    await expect(store.findRequest(number)).rejects.toThrow('operation')
  })
})
