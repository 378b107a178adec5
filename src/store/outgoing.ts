/**
 * Putting messages into the outbox, and keeping every card of a request up to date.
 * What waits and is in nobody's hand yet is superseded: its row gets the newer message.
 */
import type { Kysely } from 'kysely'
import type { Message } from '../chat/message.ts'
import type { ConversationKey } from '../requests/model.ts'
import { storableJson } from './json.ts'
import type { Tables } from './tables.ts'

type Handle = Kysely<Tables>

/** A new message; `copyOf`: a card of that request, updated with the others from now on. */
export async function post(
  trx: Handle,
  to: { conversation: ConversationKey; copyOf: number | null },
  message: Message,
  now: Date,
): Promise<void> {
  const { conversation, copyOf } = to
  const copy = copyOf === null ? null : await addCopy(trx, { request: copyOf, conversation, activityId: null })
  await addRow(trx, { conversation, copy, activityId: null }, message, now)
}

/** A message in place of one whose activity id is known. */
export async function replace(
  trx: Handle,
  to: { conversation: ConversationKey; activityId: string; copyOf: number | null },
  message: Message,
  now: Date,
): Promise<void> {
  const { conversation, activityId, copyOf } = to
  const copy = copyOf === null ? null : await copyAt(trx, { request: copyOf, conversation, activityId })
  const superseded = await trx
    .updateTable('outbox')
    .set({ message: storableJson(message), copy })
    .where('conversation', '=', conversation)
    .where('activity_id', '=', activityId)
    .where('state', '=', 'waiting')
    .where('in_hand', '=', false)
    .returning('conversation')
    .execute()
  if (superseded.length === 0) await addRow(trx, { conversation, copy, activityId }, message, now)
}

/** Every card of the request gets the message. Gives the conversations concerned. */
export async function updateCopies(
  trx: Handle,
  request: number,
  message: Message,
  now: Date,
): Promise<readonly ConversationKey[]> {
  // Locked, so that of two updates at once the later one is the later message.
  const copies = await trx
    .selectFrom('card_copies')
    .select(({ cast, ref }) => [cast<string>(ref('id'), 'text').as('id'), 'conversation'])
    .where('request', '=', request)
    .orderBy('card_copies.id')
    .forUpdate()
    .execute()
  for (const { id, conversation } of copies) {
    const superseded = await trx
      .updateTable('outbox')
      .set({ message: storableJson(message) })
      .where('copy', '=', id)
      .where('state', '=', 'waiting')
      .where('in_hand', '=', false)
      .returning('conversation')
      .execute()
    if (superseded.length === 0) await addRow(trx, { conversation, copy: id, activityId: null }, message, now)
  }
  return unique(copies.map((copy) => copy.conversation))
}

export async function conversationsWithCopy(sql: Handle, request: number): Promise<readonly ConversationKey[]> {
  const rows = await sql.selectFrom('card_copies').select('conversation').where('request', '=', request).execute()
  return unique(rows.map((row) => row.conversation))
}

/** The request whose card the message is. */
export async function requestShownIn(
  sql: Handle,
  conversation: ConversationKey,
  activityId: string,
): Promise<number | null> {
  const row = await sql
    .selectFrom('card_copies')
    .select('request')
    .where('conversation', '=', conversation)
    .where('activity_id', '=', activityId)
    .executeTakeFirst()
  return row?.request ?? null
}

interface CopyPlace {
  request: number
  conversation: ConversationKey
  activityId: string | null
}

async function addCopy(trx: Handle, { request, conversation, activityId }: CopyPlace): Promise<string> {
  const { id } = await trx
    .insertInto('card_copies')
    .values({ request, conversation, activity_id: activityId })
    .returning(({ cast, ref }) => cast<string>(ref('id'), 'text').as('id'))
    .executeTakeFirstOrThrow()
  return id
}

/** The copy that is there already, or a new one. */
async function copyAt(trx: Handle, place: CopyPlace & { activityId: string }): Promise<string> {
  const known = await trx
    .selectFrom('card_copies')
    .select(({ cast, ref }) => cast<string>(ref('id'), 'text').as('id'))
    .where('request', '=', place.request)
    .where('conversation', '=', place.conversation)
    .where('activity_id', '=', place.activityId)
    .executeTakeFirst()
  return known?.id ?? addCopy(trx, place)
}

async function addRow(
  trx: Handle,
  to: { conversation: ConversationKey; copy: string | null; activityId: string | null },
  message: Message,
  now: Date,
): Promise<void> {
  await trx
    .insertInto('outbox')
    .values({
      conversation: to.conversation,
      copy: to.copy,
      activity_id: to.activityId,
      message: storableJson(message),
      created_at: now,
    })
    .execute()
}

function unique(keys: readonly ConversationKey[]): readonly ConversationKey[] {
  return [...new Set(keys)].sort()
}
