import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { forgetOldTraffic } from '../../src/store/forget-old-traffic.ts'
import { reference, said, text } from './samples.ts'
import { kinds, openTestDatabase, openTestStore, type TestDatabase } from './test-database.ts'

describe.each(kinds)('old traffic on %s', (kind) => {
  let test: TestDatabase
  beforeAll(async () => {
    test = await openTestDatabase(kind)
  }, 60_000)
  afterAll(() => test.drop())

  it('is forgotten after 30 days, but never what is still to be done', async () => {
    const { store, inbox, outbox, clock } = openTestStore(test.database)
    for (const id of ['done', 'open']) await inbox.take(said(id), reference('channel'), { job: true })
    await store.transaction(async (tx) => {
      await inbox.close(tx, 'done')
      await tx.post('a', text('sent'))
      await tx.post('a', text('waiting'))
    })
    await outbox.sent((await outbox.next('a'))?.id ?? '', 'activity')

    clock.pass(29 * 86_400_000)
    await forgetOldTraffic(test.database, clock.now())
    expect(await inbox.take(said('done'), reference('channel'), { job: true })).toBe(false)

    clock.pass(2 * 86_400_000)
    await forgetOldTraffic(test.database, clock.now())
    const left = await test.database.sql.selectFrom('inbox').select('id').execute()
    expect(left).toEqual([{ id: 'open' }])
    expect(await test.database.sql.selectFrom('outbox').select('state').execute()).toEqual([{ state: 'waiting' }])
  })
})
