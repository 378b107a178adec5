import type { Kysely } from 'kysely'
import type { Job, Transaction } from '../requests/ports.ts'
import type { Tables } from './tables.ts'

/** Adds a job within a transaction; `startAfter` = not before. `src/jobs` implements it. */
export type Enqueue = (trx: Kysely<Tables>, job: Job, startAfter?: Date) => Promise<void>

/** The database handle behind a transaction that this store has begun. */
export type HandleOf = (tx: Transaction) => Kysely<Tables>
