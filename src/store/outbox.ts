/** Messages on their way out, one conversation at a time. */
import { type Kysely, sql } from 'kysely'
import { messageSchema } from '../chat/message.ts'
import type { OutboxStore, Waiting } from '../outbox/ports.ts'
import { referenceOf } from './conversations.ts'
import type { Enqueue } from './enqueue.ts'
import type { Database } from './open-database.ts'
import type { Tables } from './tables.ts'
import { sendLimits, whenDue } from './when-due.ts'

type Handle = Kysely<Tables>

const longestLimit = sendLimits.reduce((longest, limit) => (limit.withinMs > longest.withinMs ? limit : longest))

/**
 * `next` alone decides when a message goes: where something waits and nothing is due yet (a retry, the interval between
 * two edits of a card, Teams' rate limits), it enqueues a `deliver` job for the moment when it will be.
 * `sent` without an activity id, for a card that was new, forgets that card: it could never be updated.
 */
export function openOutbox(database: Database, enqueue: Enqueue, now: () => Date): OutboxStore {
  return {
    next(conversation) {
      return database.transaction(async (trx) => {
        const rows = await waitingRows(trx, conversation)
        const due = whenDue(rows, await recentlySent(trx, conversation, now()), now())
        if (due === null) return null
        if (due.at > now()) {
          await enqueue(trx, { kind: 'deliver', conversation }, due.at)
          return null
        }
        const row = rows.find(({ id }) => id === due.id)
        const message = await takeInHand(trx, due.id)
        if (row === undefined || message === null) return null
        const { id, activityId, attempts } = row
        return { id, conversation, message, activityId, attempts }
      })
    },

    sent(id, activityId) {
      return database.transaction(async (trx) => {
        const row = await settle(trx, id, { state: 'sent', sent_at: now(), error: null })
        if (row === null || row.copy === null) return
        if (row.wasNew && activityId === null) return forgetCopy(trx, row.copy)
        await trx
          .updateTable('card_copies')
          .set({
            ...(activityId === null ? {} : { activity_id: activityId }),
            ...(row.wasNew ? {} : { edited_at: now() }),
          })
          .where('id', '=', row.copy)
          .execute()
      })
    },

    async postpone(id, until, error) {
      await database.sql
        .updateTable('outbox')
        .set((row) => ({ attempts: row('attempts', '+', 1), not_before: until, error, in_hand: false }))
        .where('id', '=', id)
        .where('state', '=', 'waiting')
        .execute()
    },

    giveUp(id, error) {
      return database.transaction(async (trx) => {
        const row = await settle(trx, id, { state: 'given-up', sent_at: null, error })
        // A card that was never posted cannot be updated either.
        if (row?.copy && row.wasNew) await forgetCopy(trx, row.copy)
      })
    },

    referenceOf: (conversation) => referenceOf(database.sql, conversation),
  }
}

async function waitingRows(trx: Handle, conversation: string) {
  const rows = await trx
    .selectFrom('outbox')
    .leftJoin('card_copies', 'card_copies.id', 'outbox.copy')
    .select(({ cast, ref, fn }) => [
      cast<string>(ref('outbox.id'), 'text').as('id'),
      'not_before as notBefore',
      'attempts',
      'edited_at as editedAt',
      // Of a request's card that shows how it ended.
      sql<string | null>`outbox.message ->> 'ending'`.as('ending'),
      // The card's present activity: it may have been posted anew since.
      fn.coalesce('card_copies.activity_id', 'outbox.activity_id').as('activityId'),
    ])
    .where('outbox.conversation', '=', conversation)
    .where('state', '=', 'waiting')
    .orderBy('outbox.id')
    .limit(200)
    .execute()
  return rows.map(({ editedAt, ending, ...row }) => ({ ...row, lastEdit: ending === null ? editedAt : null }))
}

async function recentlySent(trx: Handle, conversation: string, now: Date): Promise<readonly Date[]> {
  const rows = await trx
    .selectFrom('outbox')
    .select('sent_at')
    .where('conversation', '=', conversation)
    .where('state', '=', 'sent')
    .where('sent_at', '>', new Date(now.getTime() - longestLimit.withinMs))
    .orderBy('sent_at', 'desc')
    .limit(longestLimit.count)
    .execute()
  return rows.flatMap((row) => (row.sent_at === null ? [] : [row.sent_at]))
}

/** From now on a newer message does not supersede this row. Reads the message last, as it may just have been superseded. */
async function takeInHand(trx: Handle, id: string): Promise<Waiting['message'] | null> {
  const row = await trx
    .updateTable('outbox')
    .set({ in_hand: true })
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .returning('message')
    .executeTakeFirst()
  return row === undefined ? null : messageSchema.parse(row.message)
}

/** Ends a row's waiting. Null if it had ended before. `wasNew`: until now there was no activity to edit. */
async function settle(
  trx: Handle,
  id: string,
  end: { state: 'sent' | 'given-up'; sent_at: Date | null; error: string | null },
): Promise<{ copy: string | null; wasNew: boolean } | null> {
  const row = await trx
    .updateTable('outbox')
    .set({ ...end, in_hand: false })
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .returning([
      sql<string | null>`outbox.copy::text`.as('copy'),
      sql<boolean>`coalesce(outbox.activity_id, (select activity_id from card_copies where id = outbox.copy)) is null`.as(
        'wasNew',
      ),
    ])
    .executeTakeFirst()
  return row ?? null
}

async function forgetCopy(trx: Handle, copy: string): Promise<void> {
  await trx.deleteFrom('outbox').where('copy', '=', copy).where('state', '=', 'waiting').execute()
  await trx.deleteFrom('card_copies').where('id', '=', copy).execute()
}
