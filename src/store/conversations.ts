/** How to reach each conversation again, and whose own chat it is. */
import type { Kysely } from 'kysely'
import { z } from 'zod/v4'
import type { ConversationReference } from '../commands/ports.ts'
import type { ConversationKey } from '../requests/model.ts'
import { storableJson } from './json.ts'
import type { Tables } from './tables.ts'

const referenceSchema = z.record(z.string(), z.unknown())

/** The newest reference counts: service addresses change. */
export async function rememberConversation(
  trx: Kysely<Tables>,
  { conversation, place, objectId, reference }: ConversationReference,
  now: Date,
): Promise<void> {
  const values = {
    place,
    object_id: objectId?.toLowerCase() ?? null,
    reference: storableJson(reference),
    seen_at: now,
  }
  await trx
    .insertInto('conversations')
    .values({ key: conversation, ...values })
    .onConflict((conflict) => conflict.column('key').doUpdateSet(values))
    .execute()
}

/** Null if the conversation was never heard of. */
export async function referenceOf(
  sql: Kysely<Tables>,
  conversation: ConversationKey,
): Promise<Readonly<Record<string, unknown>> | null> {
  const row = await sql
    .selectFrom('conversations')
    .select('reference')
    .where('key', '=', conversation)
    .executeTakeFirst()
  return row === undefined ? null : referenceSchema.parse(row.reference)
}

/** People's own chats with the bot; several where a person has several, none where they have none. */
export async function ownChatsOf(
  sql: Kysely<Tables>,
  objectIds: readonly string[],
): Promise<readonly { objectId: string; conversation: ConversationKey }[]> {
  if (objectIds.length === 0) return []
  const rows = await sql
    .selectFrom('conversations')
    .select(['object_id', 'key'])
    .where('place', '=', 'personal')
    .where(
      'object_id',
      'in',
      objectIds.map((id) => id.toLowerCase()),
    )
    .orderBy('key')
    .execute()
  return rows.flatMap((row) => (row.object_id === null ? [] : [{ objectId: row.object_id, conversation: row.key }]))
}
