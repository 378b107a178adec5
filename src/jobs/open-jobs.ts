/**
 * The job queue: pg-boss on the same database, so that a job is committed with the change that asks for it.
 * Delivered at least once; what a job does is handed in.
 */
import { fromKysely, fromPglite, type KyselyTransactionLike, type PGliteLike, PgBoss } from 'pg-boss'
import type { Logger } from 'pino'
import type { Job } from '../requests/ports.ts'
import { freeAbandonedJobs } from './free-abandoned-jobs.ts'
import { heartbeat, type JobKind, type JobOf, jobKinds, jobSchemas, queues } from './queues.ts'

export type JobsConnection = { kind: 'embedded'; pglite: PGliteLike } | { kind: 'postgres'; url: string }

export interface JobContext {
  /** Aborted when the process stops or the job has been given to another: stop at the next safe point and throw. */
  signal: AbortSignal
  /** True if a failure now is the end of this job. */
  lastAttempt: boolean
}

/** What each kind of job does. Throwing = try again later. Every one may run twice for the same job. */
export type JobHandlers = { [K in JobKind]: (job: JobOf<K>, context: JobContext) => Promise<void> }

export interface Jobs {
  /** Adds a job within a Kysely transaction: it exists when that commits. `startAfter`: not before. */
  enqueue(trx: KyselyTransactionLike, job: Job, startAfter?: Date): Promise<void>
  /** Begins to work. Call it once. */
  work(handlers: JobHandlers): Promise<void>
  /** Lets jobs in hand end, aborting their signal at once; after 8 s they are left to be started again. */
  stop(): Promise<void>
}

const stopTimeoutMs = 8_000

/**
 * Prepares the queues; nothing is worked on before `work`. On the embedded database, whose lock proves that no other
 * process uses it, jobs that were in hand when the last one died are freed at once; on PostgreSQL their heartbeat tells.
 */
export async function openJobs(connection: JobsConnection, log: Logger): Promise<Jobs> {
  const boss = new PgBoss({
    ...(connection.kind === 'embedded'
      ? { db: fromPglite(connection.pglite), backend: 'pglite' as const }
      : // Whoever listens for notifications needs a connection that stays; besides, workers must never wait for our pool.
        { connectionString: connection.url, application_name: 'peerbot-jobs', max: 6 }),
    useListenNotify: true,
    schedule: false,
    registerInstance: false,
    superviseIntervalSeconds: connection.kind === 'embedded' ? 60 : 5,
    monitorIntervalSeconds: connection.kind === 'embedded' ? 60 : 5,
  })
  boss.on('error', (error) => log.error({ err: error }, 'job queue'))
  boss.on('warning', (warning) => log.warn({ warning }, 'job queue'))

  await boss.start()
  for (const kind of jobKinds) {
    const { policy: _fixed, ...changeable } = queues[kind].options
    await boss.createQueue(kind, queues[kind].options)
    await boss.updateQueue(kind, changeable)
    // Reads the queue into pg-boss's cache: a look-up inside a transaction would wait for ever on the embedded database.
    await boss.findJobs(kind, { limit: 1 })
  }
  if (connection.kind === 'embedded') await freeAbandonedJobs(connection.pglite, log)

  const stopping = new AbortController()
  return {
    async enqueue(trx, job, startAfter) {
      const singletonKey = queues[job.kind].keyOf(job)
      await boss.send(job.kind, job, {
        db: fromKysely(trx),
        ...(singletonKey === null ? {} : { singletonKey }),
        ...(startAfter === undefined ? {} : { startAfter }),
      })
    },

    async work(handlers) {
      for (const kind of jobKinds) await startWorkers(boss, kind, handlers, { stopping: stopping.signal, log })
    },

    async stop() {
      stopping.abort(new Error('Peerbot is stopping'))
      await boss.stop({ graceful: true, timeout: stopTimeoutMs })
    },
  }
}

async function startWorkers<K extends JobKind>(
  boss: PgBoss,
  kind: K,
  handlers: JobHandlers,
  { stopping, log }: { stopping: AbortSignal; log: Logger },
): Promise<void> {
  const options = {
    batchSize: 1,
    includeMetadata: true,
    pollingIntervalSeconds: queues[kind].pollingSeconds,
    notifyPollingIntervalSeconds: queues[kind].pollingSeconds,
    heartbeatRefreshSeconds: heartbeat.refreshSeconds,
  } as const
  for (let started = 0; started < queues[kind].concurrency; started++) {
    let worker: string | null = null
    worker = await boss.work(kind, options, async ([job]) => {
      if (job === undefined) return
      try {
        const signal = AbortSignal.any([job.signal, stopping])
        const lastAttempt = job.retryCount >= job.retryLimit
        await handlers[kind](jobSchemas[kind].parse(job.data), { signal, lastAttempt })
      } catch (error) {
        const about = { err: error, job: job.data, attempt: job.retryCount + 1 }
        if (stopping.aborted) log.info(about, `${kind} job left for the next process`)
        else log.warn(about, `${kind} job failed`)
        throw error
      } finally {
        // Without this the worker would rest between two jobs, however many wait.
        if (worker !== null) boss.notifyWorker(worker)
      }
    })
  }
}
