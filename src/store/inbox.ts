/** Activities from Teams: kept before Teams gets its 200, done once. */
import type { Kysely } from 'kysely'
import { type Incoming, incomingSchema } from '../commands/incoming.ts'
import type { Inbox } from '../commands/ports.ts'
import { rememberConversation } from './conversations.ts'
import type { Enqueue, HandleOf } from './enqueue.ts'
import { storableJson } from './json.ts'
import type { Database } from './open-database.ts'
import type { Tables } from './tables.ts'

export class AlreadyHandled extends Error {
  constructor(id: string) {
    super(`activity ${id} is not in the inbox, or is done already`)
    this.name = 'AlreadyHandled'
  }
}

/**
 * `close` throws `AlreadyHandled` if somebody else has closed the activity meanwhile, which undoes the transaction:
 * so what a repeated job or a second replica does about the same activity is done once.
 */
export function openInbox(database: Database, enqueue: Enqueue, handleOf: HandleOf, now: () => Date): Inbox {
  return {
    take(incoming, reference, { job }) {
      return database.transaction(async (trx) => {
        if (!(await keep(trx, incoming, now(), { done: !job }))) return false
        await rememberConversation(trx, reference, now())
        if (job) await enqueue(trx, { kind: 'handle-activity', inboxId: incoming.id })
        return true
      })
    },

    async open(id) {
      const row = await database.sql
        .selectFrom('inbox')
        .select('incoming')
        .where('id', '=', id)
        .where('done_at', 'is', null)
        .executeTakeFirst()
      return row === undefined ? null : incomingSchema.parse(row.incoming)
    },

    async close(tx, id) {
      const closed = await handleOf(tx)
        .updateTable('inbox')
        .set({ done_at: now() })
        .where('id', '=', id)
        .where('done_at', 'is', null)
        .returning('id')
        .executeTakeFirst()
      if (closed === undefined) throw new AlreadyHandled(id)
    },
  }
}

/** False if it is there already. */
async function keep(trx: Kysely<Tables>, incoming: Incoming, now: Date, { done }: { done: boolean }): Promise<boolean> {
  const kept = await trx
    .insertInto('inbox')
    .values({ id: incoming.id, incoming: storableJson(incoming), received_at: now, done_at: done ? now : null })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst()
  return kept !== undefined
}
