/** A database for one test file: embedded in a temporary directory, or one of its own on TEST_DATABASE_URL. */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import pg from 'pg'
import { pino } from 'pino'
import type { Job } from '../../src/requests/ports.ts'
import { type Database, type DatabaseSettings, openDatabase } from '../../src/store/open-database.ts'
import { type OpenStore, openStore } from '../../src/store/open-store.ts'

export type Kind = DatabaseSettings['kind']

/** Every suite runs on the embedded database, and on PostgreSQL too where there is one. */
export const kinds: readonly Kind[] = process.env.TEST_DATABASE_URL ? ['embedded', 'postgres'] : ['embedded']

export const silent = pino({ level: 'silent' })

export interface TestDatabase {
  database: Database
  settings: DatabaseSettings
  /** Empties every table. */
  empty(): Promise<void>
  drop(): Promise<void>
}

export async function openTestDatabase(kind: Kind): Promise<TestDatabase> {
  const { settings, remove } = await newPlace(kind)
  const database = await openDatabase(settings, silent)
  return {
    database,
    settings,
    async empty() {
      await sql`truncate requests, votes, events, conversations, inbox, card_copies, outbox, leases, steps, policies
        restart identity`.execute(database.sql)
    },
    async drop() {
      await database.close()
      await remove()
    },
  }
}

/** Where a database can be opened that nothing is in yet. */
export async function newPlace(kind: Kind): Promise<{ settings: DatabaseSettings; remove: () => Promise<void> }> {
  if (kind === 'embedded') {
    const directory = mkdtempSync(join(tmpdir(), 'peerbot-store-'))
    return {
      settings: { kind, directory },
      remove: async () => rmSync(directory, { recursive: true, force: true }),
    }
  }
  const server = process.env.TEST_DATABASE_URL ?? ''
  const name = `peerbot_${randomUUID().replaceAll('-', '')}`
  await onServer(server, `create database ${name}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  return {
    settings: { kind, url: url.href },
    remove: () => onServer(server, `drop database ${name} with (force)`),
  }
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

export interface EnqueuedJob {
  job: Job
  startAfter: Date | undefined
}

/** The store with a clock that is set by hand and a list instead of a queue. */
export function openTestStore(database: Database): OpenStore & { jobs: EnqueuedJob[]; clock: TestClock } {
  const jobs: EnqueuedJob[] = []
  const clock = new TestClock()
  const store = openStore(
    database,
    async (_trx, job, startAfter) => {
      jobs.push({ job, startAfter })
    },
    () => clock.now(),
  )
  return { ...store, jobs, clock }
}

export class TestClock {
  #ms = Date.parse('2026-03-01T08:00:00Z')

  now(): Date {
    return new Date(this.#ms)
  }

  pass(ms: number): void {
    this.#ms += ms
  }
}
