/** The first tables. A migration that has been released is never changed: another is added behind it. */
import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

const statements = [
  sql`create table requests (
    number integer generated always as identity primary key,
    state text not null,
    version integer not null,
    requester jsonb not null,
    conversation text not null,
    reason text,
    plan jsonb not null,
    revision integer not null,
    terms jsonb not null,
    progress jsonb not null,
    ending jsonb,
    created_at timestamptz not null,
    expires_at timestamptz not null
  )`,
  sql`create index requests_open on requests (number) where state in ('pending', 'approved', 'running')`,

  // The newest vote of each person; the earlier ones are in events.
  sql`create table votes (
    request integer not null references requests,
    tenant_id text not null,
    object_id text not null,
    person jsonb not null,
    decision text not null,
    because text,
    revision integer not null,
    at timestamptz not null,
    primary key (request, tenant_id, object_id)
  )`,

  sql`create table events (
    seq bigint generated always as identity primary key,
    request integer not null references requests,
    type text not null,
    person jsonb,
    at timestamptz not null,
    conversation text,
    details jsonb not null
  )`,
  sql`create index events_of_request on events (request, seq)`,

  sql`create table conversations (
    key text primary key,
    place text not null,
    object_id text,
    reference jsonb not null,
    seen_at timestamptz not null
  )`,
  sql`create index conversations_own on conversations (object_id) where place = 'personal'`,

  sql`create table inbox (
    id text primary key,
    incoming jsonb not null,
    received_at timestamptz not null,
    done_at timestamptz
  )`,

  // One card of a request in one place. activity_id is null until it has been posted.
  sql`create table card_copies (
    id bigint generated always as identity primary key,
    request integer not null references requests,
    conversation text not null,
    activity_id text,
    edited_at timestamptz
  )`,
  sql`create index card_copies_of_request on card_copies (request)`,

  // in_hand: a delivery has read it, so that a newer message needs a row of its own.
  sql`create table outbox (
    id bigint generated always as identity primary key,
    conversation text not null,
    message jsonb not null,
    copy bigint references card_copies on delete set null,
    activity_id text,
    state text not null default 'waiting' check (state in ('waiting', 'sent', 'given-up')),
    in_hand boolean not null default false,
    attempts integer not null default 0,
    not_before timestamptz,
    error text,
    created_at timestamptz not null,
    sent_at timestamptz
  )`,
  sql`create index outbox_waiting on outbox (conversation, id) where state = 'waiting'`,
  sql`create index outbox_sent on outbox (conversation, sent_at) where state = 'sent'`,
  sql`create index outbox_of_copy on outbox (copy)`,

  // together: how many networks were taken at once, under one token.
  sql`create sequence lease_token`,
  sql`create table leases (
    network_id text primary key,
    holder text not null,
    token bigint not null,
    together integer not null,
    expires_at timestamptz not null
  )`,
  sql`create index leases_of_holder on leases (holder)`,

  sql`create table steps (
    request integer not null references requests,
    connection integer not null,
    made jsonb not null,
    in_flight jsonb,
    primary key (request, connection)
  )`,

  sql`create table policies (
    version integer generated always as identity primary key,
    hash text not null unique,
    text text not null,
    kept_at timestamptz not null
  )`,
]

export const first: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await statement.execute(db)
  },
}
