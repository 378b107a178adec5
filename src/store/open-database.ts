/** The one way to the database: embedded on a directory, or a PostgreSQL server. The same SQL on both. */
import { AsyncLocalStorage } from 'node:async_hooks'
import { Kysely, PGliteDialect, PostgresDialect, sql, type Transaction } from 'kysely'
import pg from 'pg'
import type { Logger } from 'pino'
import { openEmbedded } from './embedded/open-embedded.ts'
import { migrate } from './migrate.ts'
import type { Tables } from './tables.ts'

export type DatabaseSettings = { kind: 'embedded'; directory: string } | { kind: 'postgres'; url: string }

/** What a job queue on the same database needs of it. */
export type JobsConnection = { kind: 'embedded'; pglite: GuardedPglite } | { kind: 'postgres'; url: string }

export interface GuardedPglite {
  query<T>(text: string, parameters?: unknown[]): Promise<{ rows: T[] }>
  exec(text: string): Promise<{ rows: Record<string, unknown>[] }[]>
  listen(channel: string, callback: (payload: string) => void): Promise<() => Promise<void>>
}

export interface Database {
  /** Outside of transactions only: inside one, reading this throws. */
  readonly sql: Kysely<Tables>
  readonly jobs: JobsConnection
  /** All of it or nothing; `work` uses what it is given and nothing else. */
  transaction<T>(work: (trx: Transaction<Tables>) => Promise<T>): Promise<T>
  /** Throws if the database does not answer. */
  ping(): Promise<void>
  close(): Promise<void>
}

/**
 * Opens the database and brings its tables to this version. Throws `DirectoryInUse` if another process has the directory.
 * On the embedded one, leases left by an earlier process are freed: the directory's lock proves that it is dead.
 */
export async function openDatabase(settings: DatabaseSettings, log: Logger): Promise<Database> {
  const database =
    settings.kind === 'embedded' ? await openOnDirectory(settings.directory) : openOnServer(settings.url, log)
  try {
    const applied = await migrate(database.sql)
    if (applied.length > 0) log.info({ migrations: applied }, 'database migrated')
    if (settings.kind === 'embedded') await database.sql.deleteFrom('leases').execute()
    return database
  } catch (error) {
    await database.close()
    throw error
  }
}

async function openOnDirectory(directory: string): Promise<Database> {
  const { pglite, unlock } = await openEmbedded(directory)
  const kysely = new Kysely<Tables>({ dialect: new PGliteDialect({ pglite }) })
  const guard = transactionGuard()
  const guarded: GuardedPglite = {
    query: async (text, parameters) => {
      guard.check()
      return pglite.query(text, parameters)
    },
    exec: async (text) => {
      guard.check()
      return pglite.exec(text)
    },
    listen: (channel, callback) => pglite.listen(channel, callback),
  }
  return databaseOf(kysely, guard, { kind: 'embedded', pglite: guarded }, async () => {
    try {
      await kysely.destroy()
    } finally {
      unlock()
    }
  })
}

function openOnServer(url: string, log: Logger): Database {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'peerbot',
    max: 10,
    connectionTimeoutMillis: 10_000,
    // Nothing that is asked here lasts: a transaction left open would hold its locks against every replica.
    statement_timeout: 30_000,
    idle_in_transaction_session_timeout: 30_000,
  })
  pool.on('error', (error) => log.warn({ err: error }, 'an idle database connection broke'))
  const kysely = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  return databaseOf(kysely, transactionGuard(), { kind: 'postgres', url }, () => kysely.destroy())
}

function databaseOf(
  kysely: Kysely<Tables>,
  guard: TransactionGuard,
  jobs: JobsConnection,
  close: () => Promise<void>,
): Database {
  return {
    get sql() {
      guard.check()
      return kysely
    },
    jobs,
    transaction(work) {
      guard.check()
      return kysely.transaction().execute((trx) => guard.inside(() => work(trx)))
    },
    async ping() {
      guard.check()
      await sql`select 1`.execute(kysely)
    },
    close,
  }
}

interface TransactionGuard {
  /** Throws inside a transaction. */
  check(): void
  inside<T>(work: () => Promise<T>): Promise<T>
}

/**
 * The embedded database has one connection: inside a transaction, waiting for anything but the transaction itself
 * would wait for ever. So it is an error, on PostgreSQL too.
 */
function transactionGuard(): TransactionGuard {
  const scopes = new AsyncLocalStorage<{ open: boolean }>()
  return {
    check() {
      if (scopes.getStore()?.open) {
        throw new Error('inside a transaction only the transaction itself may be used, not the database around it')
      }
    },
    async inside(work) {
      const scope = { open: true }
      try {
        return await scopes.run(scope, work)
      } finally {
        scope.open = false
      }
    },
  }
}
