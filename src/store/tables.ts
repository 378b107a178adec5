/**
 * The tables as Kysely sees them. What is read from a JSON column is `unknown`: each repository parses it.
 * `bigint` columns come as text from one driver and as a number from the other: read them as `id::text`.
 */
import type { ColumnType, Generated, GeneratedAlways } from 'kysely'

/** Written as JSON text (`json.ts`), read as a value still to be parsed. */
type Json = ColumnType<unknown, string, string>
type JsonOrNull = ColumnType<unknown, string | null, string | null>
type Identity = GeneratedAlways<string>

export interface Tables {
  requests: {
    number: GeneratedAlways<number>
    state: string
    version: number
    requester: Json
    conversation: string
    reason: string | null
    plan: Json
    revision: number
    terms: Json
    progress: Json
    ending: JsonOrNull
    created_at: Date
    expires_at: Date
  }
  votes: {
    request: number
    tenant_id: string
    object_id: string
    person: Json
    decision: string
    because: string | null
    revision: number
    at: Date
  }
  events: {
    seq: Identity
    request: number
    type: string
    person: JsonOrNull
    at: Date
    conversation: string | null
    details: Json
  }
  conversations: {
    key: string
    place: string
    object_id: string | null
    reference: Json
    seen_at: Date
  }
  inbox: {
    id: string
    incoming: Json
    received_at: Date
    done_at: Date | null
  }
  card_copies: {
    id: Identity
    request: number
    conversation: string
    activity_id: string | null
    edited_at: Date | null
  }
  outbox: {
    id: Identity
    conversation: string
    message: Json
    copy: string | null
    activity_id: string | null
    state: Generated<'waiting' | 'sent' | 'given-up'>
    in_hand: Generated<boolean>
    attempts: Generated<number>
    not_before: Date | null
    error: string | null
    created_at: Date
    sent_at: Date | null
  }
  leases: {
    network_id: string
    holder: string
    token: string
    together: number
    expires_at: Date
  }
  steps: {
    request: number
    connection: number
    made: Json
    in_flight: JsonOrNull
  }
  policies: {
    version: GeneratedAlways<number>
    hash: string
    text: string
    kept_at: Date
  }
}
