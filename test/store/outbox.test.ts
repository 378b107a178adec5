import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { draft, reference, said, text } from './samples.ts'
import { kinds, openTestDatabase, openTestStore, type TestDatabase } from './test-database.ts'

describe.each(kinds)('the outbox on %s', (kind) => {
  let test: TestDatabase
  beforeAll(async () => {
    test = await openTestDatabase(kind)
  }, 60_000)
  afterEach(() => test.empty())
  afterAll(() => test.drop())

  async function withRequest() {
    const opened = openTestStore(test.database)
    const { number } = await opened.store.transaction((tx) => tx.addRequest(draft()))
    /** Takes the next message and marks it as sent. */
    const sendNext = async (conversation: string, activityId: string | null) => {
      const waiting = await opened.outbox.next(conversation)
      if (waiting) await opened.outbox.sent(waiting.id, waiting.activityId ?? activityId)
      return waiting
    }
    return { ...opened, number, sendNext }
  }

  it('gives the messages of one conversation in order, each until it is sent', async () => {
    const { store, outbox, sendNext } = await withRequest()
    await store.transaction(async (tx) => {
      await tx.post('a', text('first'))
      await tx.post('b', text('elsewhere'))
      await tx.post('a', text('second'))
    })
    const first = await outbox.next('a')
    expect(first).toMatchObject({ conversation: 'a', message: text('first'), activityId: null, attempts: 0 })
    expect(await outbox.next('a')).toEqual(first)
    await sendNext('a', 'activity-1')
    expect((await sendNext('a', 'activity-2'))?.message).toEqual(text('second'))
    expect(await outbox.next('a')).toBeNull()
  })

  it('asks for one delivery per conversation and transaction, with the change', async () => {
    const { store, jobs } = await withRequest()
    await store.transaction(async (tx) => {
      await tx.post('a', text('1'))
      await tx.post('a', text('2'))
      await tx.replace('b', 'form', text('3'))
    })
    expect(jobs).toEqual([
      { job: { kind: 'deliver', conversation: 'a' }, startAfter: undefined },
      { job: { kind: 'deliver', conversation: 'b' }, startAfter: undefined },
    ])
  })

  it('replaces the card that was posted, by the activity id it got', async () => {
    const { store, number, sendNext } = await withRequest()
    await store.transaction((tx) => tx.post('a', text('pending'), number))
    await sendNext('a', 'card')
    await store.transaction((tx) => tx.updateCopies(number, text('approved')))
    expect(await sendNext('a', null)).toMatchObject({ message: text('approved'), activityId: 'card' })
  })

  it('gives a card that was not sent yet its newer content instead of sending two', async () => {
    const { store, outbox, number, sendNext } = await withRequest()
    await store.transaction((tx) => tx.post('a', text('pending'), number))
    await store.transaction((tx) => tx.updateCopies(number, text('approved')))
    expect(await sendNext('a', 'card')).toMatchObject({ message: text('approved'), activityId: null })
    expect(await outbox.next('a')).toBeNull()
  })

  it('supersedes an edit that still waits', async () => {
    const { store, outbox, number, sendNext, clock } = await withRequest()
    await store.transaction((tx) => tx.post('a', text('pending'), number))
    await sendNext('a', 'card')
    for (const words of ['one', 'two', 'three']) await store.transaction((tx) => tx.updateCopies(number, text(words)))
    expect(await sendNext('a', null)).toMatchObject({ message: text('three'), activityId: 'card' })
    clock.pass(60_000)
    expect(await outbox.next('a')).toBeNull()
  })

  it('never supersedes a message that is just being sent: the newer one follows it', async () => {
    const { store, outbox, number, sendNext } = await withRequest()
    await store.transaction((tx) => tx.post('a', text('pending'), number))
    const inHand = await outbox.next('a')
    await store.transaction((tx) => tx.updateCopies(number, text('approved')))
    await outbox.sent(inHand?.id ?? '', 'card')
    expect(inHand?.message).toEqual(text('pending'))
    expect(await sendNext('a', null)).toMatchObject({ message: text('approved'), activityId: 'card' })
  })

  it('updates every copy, wherever it is', async () => {
    const { store, jobs, number, sendNext, clock } = await withRequest()
    await store.transaction(async (tx) => {
      await tx.post('a', text('pending'), number)
      await tx.post('b', text('pending'), number)
      await tx.replace('c', 'form', text('pending'), number)
      expect(await tx.conversationsWithCopy(number)).toEqual(['a', 'b', 'c'])
    })
    for (const conversation of ['a', 'b', 'c']) await sendNext(conversation, `card in ${conversation}`)
    clock.pass(2_000)
    jobs.length = 0
    await store.transaction((tx) => tx.updateCopies(number, text('done')))
    expect(jobs.map(({ job }) => job)).toEqual(
      ['a', 'b', 'c'].map((conversation) => ({ kind: 'deliver', conversation })),
    )
    expect((await sendNext('a', null))?.activityId).toBe('card in a')
    expect((await sendNext('b', null))?.activityId).toBe('card in b')
    expect((await sendNext('c', null))?.activityId).toBe('form')
  })

  it('edits the card that was posted anew, once the old one was gone', async () => {
    const { store, outbox, number, sendNext, clock } = await withRequest()
    await store.transaction((tx) => tx.replace('a', 'form', text('pending'), number))
    const edit = await outbox.next('a')
    await outbox.sent(edit?.id ?? '', 'anew')
    clock.pass(2_000)
    await store.transaction((tx) => tx.updateCopies(number, text('approved')))
    expect((await sendNext('a', null))?.activityId).toBe('anew')
  })

  it('lets two seconds pass between two edits of a card, and comes back for the second by itself', async () => {
    const { store, outbox, jobs, number, sendNext, clock } = await withRequest()
    await store.transaction((tx) => tx.post('a', text('pending'), number))
    await sendNext('a', 'card')
    await store.transaction((tx) => tx.updateCopies(number, text('one')))
    await sendNext('a', null)
    clock.pass(500)
    await store.transaction((tx) => tx.updateCopies(number, text('two')))
    jobs.length = 0
    expect(await outbox.next('a')).toBeNull()
    expect(jobs).toEqual([
      { job: { kind: 'deliver', conversation: 'a' }, startAfter: new Date(clock.now().getTime() + 1_500) },
    ])
    await store.transaction((tx) => tx.post('a', text('the result')))
    expect((await sendNext('a', 'result'))?.message).toEqual(text('the result'))
    clock.pass(1_500)
    expect((await sendNext('a', null))?.message).toEqual(text('two'))
  })

  it('keeps the order behind a message that failed', async () => {
    const { store, outbox, jobs, clock } = await withRequest()
    await store.transaction(async (tx) => {
      await tx.post('a', text('first'))
      await tx.post('a', text('second'))
    })
    const first = await outbox.next('a')
    const until = new Date(clock.now().getTime() + 5_000)
    await outbox.postpone(first?.id ?? '', until, 'HTTP 503')
    jobs.length = 0
    expect(await outbox.next('a')).toBeNull()
    expect(jobs).toEqual([{ job: { kind: 'deliver', conversation: 'a' }, startAfter: until }])
    clock.pass(5_000)
    expect(await outbox.next('a')).toMatchObject({ message: text('first'), attempts: 1 })
  })

  it("keeps to Teams' limit of seven messages a second in one conversation", async () => {
    const { store, outbox, jobs, sendNext, clock } = await withRequest()
    await store.transaction(async (tx) => {
      for (let count = 0; count < 8; count++) await tx.post('a', text(`${count}`))
      await tx.post('b', text('elsewhere'))
    })
    const first = clock.now()
    for (let count = 0; count < 7; count++) {
      await sendNext('a', 'id')
      clock.pass(10)
    }
    jobs.length = 0
    expect(await outbox.next('a')).toBeNull()
    expect(jobs[0]?.startAfter).toEqual(new Date(first.getTime() + 1_000))
    expect(await outbox.next('b')).not.toBeNull()
  })

  it('goes on with the next message when one is given up', async () => {
    const { store, outbox } = await withRequest()
    await store.transaction(async (tx) => {
      await tx.post('a', text('first'))
      await tx.post('a', text('second'))
    })
    const first = await outbox.next('a')
    await outbox.giveUp(first?.id ?? '', 'HTTP 403')
    expect((await outbox.next('a'))?.message).toEqual(text('second'))
  })

  it('forgets a card that could never be posted, and one that Teams gave no id', async () => {
    const { store, outbox, number, sendNext } = await withRequest()
    await store.transaction(async (tx) => {
      await tx.post('a', text('pending'), number)
      await tx.post('b', text('pending'), number)
    })
    const inHand = await outbox.next('a')
    await store.transaction((tx) => tx.updateCopies(number, text('approved')))
    await outbox.giveUp(inHand?.id ?? '', 'HTTP 403')
    await sendNext('b', null)
    await store.transaction(async (tx) => {
      expect(await tx.conversationsWithCopy(number)).toEqual([])
      await tx.updateCopies(number, text('done'))
    })
    expect(await outbox.next('a')).toBeNull()
    expect(await outbox.next('b')).toBeNull()
  })

  it('keeps a card whose edit was given up', async () => {
    const { store, outbox, number, sendNext } = await withRequest()
    await store.transaction((tx) => tx.post('a', text('pending'), number))
    await sendNext('a', 'card')
    await store.transaction((tx) => tx.updateCopies(number, text('too big')))
    await outbox.giveUp((await outbox.next('a'))?.id ?? '', 'HTTP 413')
    await store.transaction((tx) => tx.updateCopies(number, text('smaller')))
    expect(await sendNext('a', null)).toMatchObject({ message: text('smaller'), activityId: 'card' })
  })

  it('knows how to reach a conversation that it has heard of', async () => {
    const { inbox, outbox } = await withRequest()
    expect(await outbox.referenceOf('channel')).toBeNull()
    await inbox.take(said('1'), reference('channel'), { job: false })
    await inbox.take(said('2'), reference('channel', { reference: { serviceUrl: 'https://two' } }), { job: false })
    expect(await outbox.referenceOf('channel')).toEqual({ serviceUrl: 'https://two' })
  })
})
