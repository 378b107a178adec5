import type { PGliteLike } from 'pg-boss'
import type { Logger } from 'pino'

/**
 * Gives free every job that is marked as being worked on. Only where it is certain that nobody does:
 * on the embedded database, before its own workers start. The attempt counts as one that failed.
 */
export async function freeAbandonedJobs(pglite: PGliteLike, log: Logger): Promise<void> {
  const { rows } = await pglite.query<{ name: string }>(
    `update pgboss.job set state = 'retry', start_after = now(), heartbeat_on = null where state = 'active' returning name`,
  )
  if (rows.length > 0) log.info({ queues: rows.map((row) => row.name) }, 'jobs of the last process are taken up again')
}
