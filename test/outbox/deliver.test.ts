import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import type { Message } from '../../src/chat/message.ts'
import { deliver } from '../../src/outbox/deliver.ts'
import { type Messenger, TeamsFault } from '../../src/outbox/ports.ts'
import { draft, reference, said, text } from '../store/samples.ts'
import { openTestDatabase, openTestStore, silent, type TestDatabase } from '../store/test-database.ts'

/** Teams as far as a messenger sees it: activities by id; what is to go wrong next is put into `faults`. */
function teams() {
  const activities = new Map<string, Message>()
  const sent: string[] = []
  const faults: Error[] = []
  let latest = 0
  const fail = () => {
    const fault = faults.shift()
    if (fault) throw fault
  }
  const messenger: Messenger = {
    async post(_reference, message) {
      fail()
      const id = `activity-${++latest}`
      activities.set(id, message)
      sent.push(`post ${message.kind === 'text' ? message.text : ''}`)
      return id
    },
    async edit(_reference, id, message) {
      fail()
      if (!activities.has(id)) throw new TeamsFault('HTTP 404', 'gone', null, null)
      activities.set(id, message)
      sent.push(`edit ${id} ${message.kind === 'text' ? message.text : ''}`)
    },
  }
  return { activities, sent, faults, messenger }
}

describe('delivery', () => {
  let test: TestDatabase
  beforeAll(async () => {
    test = await openTestDatabase('embedded')
  }, 60_000)
  afterEach(() => test.empty())
  afterAll(() => test.drop())

  async function ready() {
    const opened = openTestStore(test.database)
    const there = teams()
    const stop = new AbortController()
    await opened.inbox.take(said('1'), reference('channel'), { job: false })
    const { number } = await opened.store.transaction((tx) => tx.addRequest(draft()))
    const delivery = {
      outbox: opened.outbox,
      messenger: there.messenger,
      now: () => opened.clock.now(),
      random: () => 1,
      log: silent,
      signal: stop.signal,
    }
    return { ...opened, ...there, number, stop, run: (conversation = 'channel') => deliver(conversation, delivery) }
  }

  it('sends everything that waits, in order', async () => {
    const { store, run, sent } = await ready()
    await store.transaction(async (tx) => {
      for (const words of ['one', 'two', 'three']) await tx.post('channel', text(words))
    })
    await run()
    expect(sent).toEqual(['post one', 'post two', 'post three'])
    await run()
    expect(sent).toHaveLength(3)
  })

  it('edits the card that it has posted', async () => {
    const { store, run, sent, number } = await ready()
    await store.transaction((tx) => tx.post('channel', text('pending'), number))
    await run()
    await store.transaction((tx) => tx.updateCopies(number, text('approved')))
    await run()
    expect(sent).toEqual(['post pending', 'edit activity-1 approved'])
  })

  it('posts a card anew that somebody has deleted, and edits the new one from then on', async () => {
    const { store, run, sent, number, activities, clock } = await ready()
    await store.transaction((tx) => tx.post('channel', text('pending'), number))
    await run()
    activities.clear()
    await store.transaction((tx) => tx.updateCopies(number, text('approved')))
    await run()
    clock.pass(2_000)
    await store.transaction((tx) => tx.updateCopies(number, text('done')))
    await run()
    expect(sent).toEqual(['post pending', 'post approved', 'edit activity-2 done'])
  })

  it('waits as long as Teams asks, keeps the order, and has itself called again then', async () => {
    const { store, run, sent, faults, jobs, clock } = await ready()
    await store.transaction(async (tx) => {
      await tx.post('channel', text('one'))
      await tx.post('channel', text('two'))
    })
    faults.push(new TeamsFault('HTTP 429', 'retry', 7_000, null))
    jobs.length = 0
    await run()
    expect(sent).toEqual([])
    const again = new Date(clock.now().getTime() + 7_500)
    expect(jobs).toEqual([{ job: { kind: 'deliver', conversation: 'channel' }, startAfter: again }])
    clock.pass(7_500)
    await run()
    expect(sent).toEqual(['post one', 'post two'])
  })

  it('waits longer after each failure when Teams does not say how long', async () => {
    const { store, run, faults, jobs, clock } = await ready()
    await store.transaction((tx) => tx.post('channel', text('one')))
    jobs.length = 0
    const waits: number[] = []
    for (let attempt = 0; attempt < 4; attempt++) {
      faults.push(new TeamsFault('HTTP 503', 'retry', null, null))
      const started = clock.now().getTime()
      await run()
      const next = jobs.pop()?.startAfter?.getTime() ?? 0
      waits.push(next - started)
      clock.pass(next - started)
    }
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000])
  })

  it('gives up what Teams will never take, and goes on', async () => {
    const { store, run, sent, faults } = await ready()
    await store.transaction(async (tx) => {
      for (const words of ['forbidden', 'gone', 'fine']) await tx.post('channel', text(words))
    })
    faults.push(new TeamsFault('HTTP 403', 'give-up', null, null), new TeamsFault('HTTP 404', 'gone', null, null))
    await run()
    expect(sent).toEqual(['post fine'])
    const rows = await test.database.sql.selectFrom('outbox').select(['state', 'error']).orderBy('id').execute()
    expect(rows).toEqual([
      { state: 'given-up', error: 'HTTP 403' },
      { state: 'given-up', error: 'HTTP 404' },
      { state: 'sent', error: null },
    ])
  })

  it('gives up a message that fails by an error of ours after eight attempts', async () => {
    const { store, run, sent, faults, clock } = await ready()
    await store.transaction(async (tx) => {
      await tx.post('channel', text('broken'))
      await tx.post('channel', text('fine'))
    })
    for (let attempt = 1; attempt <= 8; attempt++) {
      expect(sent).toEqual([])
      faults.push(new TypeError('cannot render'))
      await run()
      clock.pass(3_600_000)
    }
    expect(sent).toEqual(['post fine'])
  })

  it('gives up what is meant for a conversation that was never heard of', async () => {
    const { store, run, outbox, sent } = await ready()
    await store.transaction((tx) => tx.post('nowhere', text('hello')))
    await run('nowhere')
    expect(sent).toEqual([])
    expect(await outbox.next('nowhere')).toBeNull()
  })

  it('stops between two messages when it is told to, by throwing, so that its job comes again', async () => {
    const { store, run, stop, sent } = await ready()
    await store.transaction((tx) => tx.post('channel', text('one')))
    stop.abort(new Error('stopping'))
    await expect(run()).rejects.toThrow('stopping')
    expect(sent).toEqual([])
  })

  it('sends an edit again, and nothing else, if the process died before it could note the sending', async () => {
    const { store, outbox, run, sent, number } = await ready()
    await store.transaction((tx) => tx.post('channel', text('pending'), number))
    await run()
    await store.transaction((tx) => tx.updateCopies(number, text('approved')))
    await outbox.next('channel')
    await run()
    expect(sent).toEqual(['post pending', 'edit activity-1 approved'])
  })
})
