import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { AlreadyHandled } from '../../src/store/inbox.ts'
import { draft, reference, said } from './samples.ts'
import { kinds, openTestDatabase, openTestStore, type TestDatabase } from './test-database.ts'

describe.each(kinds)('the inbox on %s', (kind) => {
  let test: TestDatabase
  beforeAll(async () => {
    test = await openTestDatabase(kind)
  }, 60_000)
  afterEach(() => test.empty())
  afterAll(() => test.drop())

  it('takes an activity once, with one job, however often and at once it is sent', async () => {
    const { inbox, jobs } = openTestStore(test.database)
    const taken = await Promise.all(
      [1, 2, 3].map(() => inbox.take(said('activity'), reference('channel'), { job: true })),
    )
    expect(taken.filter(Boolean)).toHaveLength(1)
    expect(await inbox.take(said('activity'), reference('channel'), { job: true })).toBe(false)
    expect(jobs.map(({ job }) => job)).toEqual([{ kind: 'handle-activity', inboxId: 'activity' }])
  })

  it('enqueues nothing for an activity that is answered with its turn', async () => {
    const { inbox, jobs } = openTestStore(test.database)
    expect(await inbox.take(said('activity'), reference('channel'), { job: false })).toBe(true)
    expect(jobs).toEqual([])
  })

  it('gives the activity until it is done', async () => {
    const { store, inbox } = openTestStore(test.database)
    await inbox.take(said('activity', 'status'), reference('channel'), { job: true })
    expect(await inbox.open('activity')).toEqual(said('activity', 'status'))
    await store.transaction((tx) => inbox.close(tx, 'activity'))
    expect(await inbox.open('activity')).toBeNull()
    expect(await inbox.open('unknown')).toBeNull()
  })

  it('stays open if what was done about it is undone', async () => {
    const { store, inbox } = openTestStore(test.database)
    await inbox.take(said('activity'), reference('channel'), { job: true })
    const failing = store.transaction(async (tx) => {
      await inbox.close(tx, 'activity')
      throw new Error('undone')
    })
    await expect(failing).rejects.toThrow('undone')
    expect(await inbox.open('activity')).not.toBeNull()
  })

  it('lets only one of two that handle the same activity have an effect', async () => {
    const { store, inbox } = openTestStore(test.database)
    await inbox.take(said('activity'), reference('channel'), { job: true })
    const handle = () =>
      store.transaction(async (tx) => {
        await tx.addRequest(draft())
        await inbox.close(tx, 'activity')
      })
    const results = await Promise.allSettled([handle(), handle()])
    const rejected = results.filter((result) => result.status === 'rejected')
    expect(rejected.map((result) => result.reason)).toEqual([expect.any(AlreadyHandled)])
    expect(await store.listRequests({ open: true, limit: 10 })).toHaveLength(1)
  })

  it("finds people's own chats, and only those", async () => {
    const { store, inbox } = openTestStore(test.database)
    const personal = { place: 'personal', objectId: 'OBJECT-megan' } as const
    await inbox.take(said('1'), reference('channel', { objectId: null }), { job: false })
    await inbox.take(said('2'), reference('megan at work', personal), { job: false })
    await inbox.take(said('3'), reference('megan on the phone', personal), { job: false })
    await inbox.take(said('4'), reference('alex', { ...personal, objectId: 'object-alex' }), { job: false })
    expect(await store.ownChatsOf(['object-megan', 'object-nobody'])).toEqual([
      { objectId: 'object-megan', conversation: 'megan at work' },
      { objectId: 'object-megan', conversation: 'megan on the phone' },
    ])
    expect(await store.ownChatsOf([])).toEqual([])
  })
})
