import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { draft } from './samples.ts'
import { kinds, openTestDatabase, openTestStore, type TestDatabase } from './test-database.ts'

describe.each(kinds)('inside a transaction on %s', (kind) => {
  let test: TestDatabase
  beforeAll(async () => {
    test = await openTestDatabase(kind)
  }, 60_000)
  afterAll(() => test.drop())

  it('reading past the transaction is an error, not a wait without end', async () => {
    const { store } = openTestStore(test.database)
    await expect(store.transaction(() => store.findRequest(1))).rejects.toThrow('inside a transaction')
  })

  it('a second transaction is an error', async () => {
    const { store, leases } = openTestStore(test.database)
    await expect(store.transaction(() => store.transaction(async () => 1))).rejects.toThrow('inside a transaction')
    await expect(store.transaction(() => leases.take(['a'], 'me', new Date(), 1000))).rejects.toThrow(
      'inside a transaction',
    )
  })

  it('the job queue without the transaction is an error on the embedded database', async () => {
    const { store } = openTestStore(test.database)
    const { jobs } = test.database
    if (jobs.kind !== 'embedded') return
    await expect(store.transaction(() => jobs.pglite.query('select 1'))).rejects.toThrow('inside a transaction')
    await expect(store.transaction(() => jobs.pglite.exec('select 1'))).rejects.toThrow('inside a transaction')
  })

  it('the error undoes the transaction, and afterwards everything works again', async () => {
    const { store } = openTestStore(test.database)
    const failing = store.transaction(async (tx) => {
      const { number } = await tx.addRequest(draft())
      return store.findRequest(number)
    })
    await expect(failing).rejects.toThrow('inside a transaction')
    expect(await store.listRequests({ open: false, limit: 10 })).toEqual([])
  })

  it('what was begun inside but runs on after the end is free again', async () => {
    const { store } = openTestStore(test.database)
    const end = Promise.withResolvers<void>()
    let later: Promise<unknown> = Promise.resolve()
    await store.transaction(async () => {
      later = end.promise.then(() => store.findRequest(1))
    })
    end.resolve()
    expect(await later).toBeNull()
  })
})
