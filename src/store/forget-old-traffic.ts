import type { Database } from './open-database.ts'

const keptMs = 30 * 86_400_000

/**
 * Deletes activities that were handled and messages that were sent more than 30 days ago: they are there for recognising
 * repetitions (minutes) and for looking into problems. Requests, votes, events and policies are kept for ever.
 * To be called once a day.
 */
export async function forgetOldTraffic(database: Database, now: Date): Promise<void> {
  const before = new Date(now.getTime() - keptMs)
  await database.sql.deleteFrom('inbox').where('done_at', '<', before).execute()
  await database.sql.deleteFrom('outbox').where('state', '!=', 'waiting').where('created_at', '<', before).execute()
}
