import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { sql } from 'kysely'
import { type JobHandlers, type Jobs, openJobs } from '../../src/jobs/open-jobs.ts'
import type { Job } from '../../src/requests/ports.ts'
import { type Database, openDatabase } from '../../src/store/open-database.ts'
import { openStore } from '../../src/store/open-store.ts'
import { reference, said, text } from '../store/samples.ts'
import { kinds, newPlace, silent } from '../store/test-database.ts'

/** Handlers that note what they get; `begun(n)` waits for the n-th job. */
function noting(work: (job: Job, signal: AbortSignal) => Promise<void> = async () => {}) {
  const begun: Job[] = []
  const waiting: { count: number; resolve: () => void }[] = []
  const handle = async (job: Job, { signal }: { signal: AbortSignal }) => {
    begun.push(job)
    for (const { count, resolve } of waiting) if (begun.length >= count) resolve()
    await work(job, signal)
  }
  const handlers: JobHandlers = { 'handle-activity': handle, run: handle, expire: handle, deliver: handle }
  return {
    begun,
    handlers,
    async beginOf(count: number): Promise<void> {
      const { promise, resolve } = Promise.withResolvers<void>()
      waiting.push({ count, resolve })
      if (begun.length < count) await promise
    },
  }
}

describe.each(kinds)('jobs on %s', (kind) => {
  let place: Awaited<ReturnType<typeof newPlace>>
  let database: Database
  let jobs: Jobs
  beforeAll(async () => {
    place = await newPlace(kind)
    database = await openDatabase(place.settings, silent)
  }, 60_000)
  beforeEach(async () => {
    jobs = await openJobs(database.jobs, silent)
  })
  afterEach(async () => {
    await jobs.stop()
    await sql`delete from pgboss.job`.execute(database.sql)
  })
  afterAll(async () => {
    await database.close()
    await place.remove()
  })

  const store = () => openStore(database, jobs.enqueue, () => new Date())
  const enqueue = (...wanted: Job[]) =>
    store().store.transaction(async (tx) => {
      for (const job of wanted) await tx.enqueue(job)
    })

  it('hand each kind of job to its handler, as it was enqueued', async () => {
    const { begun, handlers, beginOf } = noting()
    await jobs.work(handlers)
    const { inbox, store: requests } = store()
    const at = new Date('2026-03-01T08:00:00.000Z')
    await inbox.take(said('activity'), reference('channel'), { job: true })
    await requests.transaction(async (tx) => {
      await tx.post('channel', text('hello'))
      await tx.enqueue({ kind: 'run', request: 7 })
      await tx.enqueue({ kind: 'expire', request: 7, at })
    })
    await beginOf(4)
    expect(begun).toHaveLength(4)
    expect(begun).toEqual(
      expect.arrayContaining([
        { kind: 'handle-activity', inboxId: 'activity' },
        { kind: 'deliver', conversation: 'channel' },
        { kind: 'run', request: 7 },
        { kind: 'expire', request: 7, at },
      ]),
    )
  })

  it('never run when their transaction is rolled back', async () => {
    const { begun, handlers, beginOf } = noting()
    await jobs.work(handlers)
    const failing = store().store.transaction(async (tx) => {
      await tx.enqueue({ kind: 'run', request: 1 })
      throw new Error('rolled back')
    })
    await expect(failing).rejects.toThrow('rolled back')
    await enqueue({ kind: 'run', request: 2 })
    await beginOf(1)
    expect(begun).toEqual([{ kind: 'run', request: 2 }])
  })

  it('wait for their time', async () => {
    const { begun, handlers, beginOf } = noting()
    await jobs.work(handlers)
    await enqueue(
      { kind: 'expire', request: 1, at: new Date(Date.now() + 3_600_000) },
      { kind: 'expire', request: 2, at: new Date(Date.now() + 1_000) },
    )
    const started = Date.now()
    await beginOf(1)
    expect(Date.now() - started).toBeGreaterThan(500)
    expect(begun).toMatchObject([{ request: 2 }])
  })

  it('come again after a failure', async () => {
    let failures = 0
    const { begun, handlers, beginOf } = noting(async () => {
      if (failures++ === 0) throw new Error('at first')
    })
    await jobs.work(handlers)
    await enqueue({ kind: 'run', request: 1 })
    await beginOf(2)
    expect(begun).toEqual([
      { kind: 'run', request: 1 },
      { kind: 'run', request: 1 },
    ])
  })

  it('run side by side, but never two of one conversation or request', async () => {
    const held = Promise.withResolvers<void>()
    const { begun, handlers, beginOf } = noting(() => held.promise)
    await jobs.work(handlers)
    const first: Job[] = [
      { kind: 'deliver', conversation: 'a' },
      { kind: 'deliver', conversation: 'b' },
      { kind: 'run', request: 1 },
    ]
    await enqueue(...first)
    await enqueue(...first)
    await beginOf(3)
    // Begun after the second round was passed over.
    const later: Job[] = [
      { kind: 'deliver', conversation: 'c' },
      { kind: 'run', request: 2 },
    ]
    await enqueue(...later)
    await beginOf(5)
    expect(begun).toHaveLength(5)
    expect(begun).toEqual(expect.arrayContaining([...first, ...later]))
    held.resolve()
    await beginOf(8)
    expect(begun.slice(5)).toEqual(expect.arrayContaining(first))
  })

  it('that are enqueued while one of the same key is at work are not lost', async () => {
    const first = Promise.withResolvers<void>()
    const { begun, handlers, beginOf } = noting(() => first.promise)
    await jobs.work(handlers)
    await enqueue({ kind: 'deliver', conversation: 'a' })
    await beginOf(1)
    await enqueue({ kind: 'deliver', conversation: 'a' })
    await enqueue({ kind: 'deliver', conversation: 'a' })
    first.resolve()
    await beginOf(3)
    expect(begun).toHaveLength(3)
  })

  it('are told to end when the process stops, and are there again for the next one', async () => {
    const { handlers, beginOf } = noting(
      (_job, signal) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(new Error('stopped at a safe point')))
        }),
    )
    await jobs.work(handlers)
    await enqueue({ kind: 'run', request: 1 })
    await beginOf(1)
    const started = Date.now()
    await jobs.stop()
    expect(Date.now() - started).toBeLessThan(5_000)

    jobs = await openJobs(database.jobs, silent)
    const next = noting()
    await jobs.work(next.handlers)
    await next.beginOf(1)
    expect(next.begun).toEqual([{ kind: 'run', request: 1 }])
  })
})

describe('jobs on the embedded database', () => {
  let place: Awaited<ReturnType<typeof newPlace>>
  let database: Database
  const held = Promise.withResolvers<void>()
  const opened: Jobs[] = []
  const open = async () => {
    const jobs = await openJobs(database.jobs, silent)
    opened.push(jobs)
    return jobs
  }
  beforeAll(async () => {
    place = await newPlace('embedded')
    database = await openDatabase(place.settings, silent)
  }, 60_000)
  afterAll(async () => {
    held.resolve()
    await Promise.all(opened.map((jobs) => jobs.stop()))
    await database.close()
    await place.remove()
  })

  it('that a process had in hand when it died are taken up at the next start', async () => {
    const dying = await open()
    const { handlers, beginOf } = noting(() => held.promise)
    await dying.work(handlers)
    await openStore(database, dying.enqueue, () => new Date()).store.transaction((tx) =>
      tx.enqueue({ kind: 'run', request: 1 }),
    )
    await beginOf(1)

    // What a death leaves: a job that is marked as active, and nobody who would ever end it.
    const jobs = await open()
    const started = Date.now()
    const next = noting()
    await jobs.work(next.handlers)
    await next.beginOf(1)
    expect(next.begun).toEqual([{ kind: 'run', request: 1 }])
    expect(Date.now() - started).toBeLessThan(2_000)
  })
})
