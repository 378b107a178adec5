/** The queues: one per kind of job, and how each behaves. */
import type { Queue } from 'pg-boss'
import { z } from 'zod/v4'
import type { Job } from '../requests/ports.ts'

export type JobKind = Job['kind']
export type JobOf<K extends JobKind> = Extract<Job, { kind: K }>

export interface QueueSettings {
  /** How many at once in one process. */
  concurrency: number
  /** How often it is looked at besides notifications, for jobs whose time has come. pg-boss allows 0.5 at least. */
  pollingSeconds: number
  /** Jobs of one key never run side by side, in the whole installation; null = no key. */
  keyOf(job: Job): string | null
  options: Omit<Queue, 'name'>
}

const day = 86_400

/** A worker gives a sign of life this often; a job whose worker has been silent for longer starts again elsewhere. */
export const heartbeat = { seconds: 15, refreshSeconds: 5 }

const common = {
  notify: true,
  heartbeatSeconds: heartbeat.seconds,
  retryBackoff: true,
  retryDelay: 1,
  deleteAfterSeconds: day,
  retentionSeconds: 30 * day,
} satisfies Partial<Queue>

/** For work that must not be lost: as often as it takes, at most a minute apart. */
const tireless = { retryLimit: 100_000, retryDelayMax: 60 }

/**
 * `singleton` = one active per key and any number waiting. Not a policy that allows only one waiting: a job that is added
 * while the one before it is just being started would be dropped, and what it announces would be missed.
 */
export const queues: { [K in JobKind]: QueueSettings } = {
  'handle-activity': {
    concurrency: 4,
    pollingSeconds: 1,
    keyOf: () => null,
    // Five tries: somebody waits for an answer, and what fails five times fails for a reason.
    options: { ...common, policy: 'standard', expireInSeconds: 120, retryLimit: 4, retryDelayMax: 15 },
  },
  run: {
    concurrency: 8,
    pollingSeconds: 1,
    keyOf: (job) => (job.kind === 'run' ? String(job.request) : null),
    // A big mesh takes hours; 24 is the most that pg-boss allows. A dead worker is noticed by its heartbeat.
    options: { ...common, ...tireless, policy: 'singleton', expireInSeconds: day },
  },
  expire: {
    concurrency: 1,
    pollingSeconds: 1,
    keyOf: () => null,
    options: { ...common, ...tireless, policy: 'standard', expireInSeconds: 120 },
  },
  deliver: {
    concurrency: 4,
    pollingSeconds: 0.5,
    keyOf: (job) => (job.kind === 'deliver' ? job.conversation : null),
    options: { ...common, ...tireless, policy: 'singleton', expireInSeconds: 900 },
  },
}

export const jobKinds = ['handle-activity', 'run', 'expire', 'deliver'] as const satisfies readonly JobKind[]

/** How a job is read back from its queue. */
export const jobSchemas: { [K in JobKind]: z.ZodType<JobOf<K>> } = {
  'handle-activity': z.object({ kind: z.literal('handle-activity'), inboxId: z.string() }),
  run: z.object({ kind: z.literal('run'), request: z.number().int() }),
  expire: z.object({ kind: z.literal('expire'), request: z.number().int(), at: z.coerce.date() }),
  deliver: z.object({ kind: z.literal('deliver'), conversation: z.string() }),
}
