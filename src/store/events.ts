/** What happened to requests: rows are added and read, never changed. */
import type { Kysely } from 'kysely'
import { z } from 'zod/v4'
import { personSchema, type RequestEvent, type RequestEventType } from '../requests/model.ts'
import { storableJson, storableText } from './json.ts'
import type { Tables } from './tables.ts'

const types: Record<RequestEventType, true> = {
  asked: true,
  approved: true,
  rejected: true,
  'vote-refused': true,
  'quorum-reached': true,
  cancelled: true,
  expired: true,
  'became-stale': true,
  'run-started': true,
  'connection-done': true,
  'connection-failed': true,
  'run-succeeded': true,
  'run-failed': true,
}

const eventSchema = z.object({
  request: z.number().int(),
  type: z.custom<RequestEventType>((value) => typeof value === 'string' && Object.hasOwn(types, value)),
  person: personSchema.nullable(),
  at: z.date(),
  conversation: z.string().nullable(),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
})

export async function addEvent(trx: Kysely<Tables>, event: RequestEvent): Promise<void> {
  await trx
    .insertInto('events')
    .values({
      request: event.request,
      type: event.type,
      person: event.person === null ? null : storableJson(event.person),
      at: event.at,
      conversation: event.conversation === null ? null : storableText(event.conversation),
      details: storableJson(event.details),
    })
    .execute()
}

/** In the order in which they were added. */
export async function eventsOf(sql: Kysely<Tables>, request: number): Promise<readonly RequestEvent[]> {
  const rows = await sql
    .selectFrom('events')
    .select(['request', 'type', 'person', 'at', 'conversation', 'details'])
    .where('request', '=', request)
    .orderBy('seq')
    .execute()
  return rows.map((row) => eventSchema.parse(row))
}
