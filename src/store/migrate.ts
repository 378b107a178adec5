/** Brings the database to the tables of this version. Forward only. */
import type { Kysely } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import { first } from './migrations/0001-first.ts'
import type { Tables } from './tables.ts'

/** In order of their names. */
const migrations: Record<string, Migration> = {
  '0001-first': first,
}

/**
 * Applies what is missing, in one transaction, and gives the names. On PostgreSQL Kysely takes an advisory lock first,
 * so that of several replicas starting together one does it and the others wait.
 * Throws if it cannot, or if the database was made by a later version.
 */
export async function migrate(sql: Kysely<Tables>): Promise<readonly string[]> {
  const migrator = new Migrator({ db: sql, provider: { getMigrations: async () => migrations } })
  const { error, results } = await migrator.migrateToLatest()
  if (error !== undefined) throw new Error('the database could not be brought to this version', { cause: error })
  return (results ?? []).filter((result) => result.status === 'Success').map((result) => result.migrationName)
}
