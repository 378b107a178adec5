/** Requests with their votes. */
import type { Kysely, Selectable } from 'kysely'
import { type PeeringRequest, requestSchema, type Vote, voteSchema } from '../requests/model.ts'
import { VersionConflict } from '../requests/ports.ts'
import { openStates } from '../requests/transitions.ts'
import { storableJson, storableText } from './json.ts'
import type { Tables } from './tables.ts'

type Handle = Kysely<Tables>
type RequestRow = Selectable<Tables['requests']>

/** The states in which something can still happen by itself or by a vote. */

export async function findRequest(sql: Handle, number: number): Promise<PeeringRequest | null> {
  const rows = await sql.selectFrom('requests').selectAll().where('number', '=', number).execute()
  return (await withVotes(sql, rows))[0] ?? null
}

/** Nobody else changes it until the transaction ends. */
export async function lockRequest(trx: Handle, number: number): Promise<PeeringRequest | null> {
  const rows = await trx.selectFrom('requests').selectAll().where('number', '=', number).forUpdate().execute()
  return (await withVotes(trx, rows))[0] ?? null
}

/** Newest first; `open: false` gives the closed ones as well. */
export async function listRequests(
  sql: Handle,
  filter: { open: boolean; limit: number },
): Promise<readonly PeeringRequest[]> {
  const rows = await sql
    .selectFrom('requests')
    .selectAll()
    .$if(filter.open, (query) => query.where('state', 'in', openStates))
    .orderBy('number', 'desc')
    .limit(filter.limit)
    .execute()
  return withVotes(sql, rows)
}

export async function addRequest(
  trx: Handle,
  draft: Omit<PeeringRequest, 'number' | 'version'>,
): Promise<PeeringRequest> {
  const { number } = await trx
    .insertInto('requests')
    .values({
      ...columnsOf(draft),
      version: 1,
      requester: storableJson(draft.requester),
      conversation: draft.conversation,
      reason: draft.reason === null ? null : storableText(draft.reason),
      created_at: draft.createdAt,
    })
    .returning('number')
    .executeTakeFirstOrThrow()
  for (const vote of draft.votes) await saveVote(trx, number, vote)
  return { ...draft, number, version: 1 }
}

/** Compare-and-set: throws `VersionConflict` unless the stored version is the given one. Votes are saved by `saveVote`. */
export async function saveRequest(trx: Handle, request: PeeringRequest): Promise<PeeringRequest> {
  const version = request.version + 1
  const saved = await trx
    .updateTable('requests')
    .set({ ...columnsOf(request), version })
    .where('number', '=', request.number)
    .where('version', '=', request.version)
    .returning('number')
    .executeTakeFirst()
  if (saved === undefined) throw new VersionConflict(request.number, request.version)
  return { ...request, version }
}

export async function saveVote(trx: Handle, request: number, vote: Vote): Promise<void> {
  const values = {
    person: storableJson(vote.person),
    decision: vote.decision,
    because: vote.because === null ? null : storableText(vote.because),
    revision: vote.revision,
    at: vote.at,
  }
  await trx
    .insertInto('votes')
    .values({ request, tenant_id: vote.person.tenantId, object_id: vote.person.objectId, ...values })
    .onConflict((conflict) => conflict.columns(['request', 'tenant_id', 'object_id']).doUpdateSet(values))
    .execute()
}

/** What `saveRequest` may change. */
function columnsOf(request: Omit<PeeringRequest, 'number' | 'version'>) {
  return {
    state: request.state,
    plan: storableJson(request.plan),
    revision: request.revision,
    terms: storableJson(request.terms),
    progress: storableJson(request.progress),
    ending: request.ending === null ? null : storableJson(request.ending),
    expires_at: request.expiresAt,
  }
}

async function withVotes(sql: Handle, rows: readonly RequestRow[]): Promise<PeeringRequest[]> {
  if (rows.length === 0) return []
  const votes = await sql
    .selectFrom('votes')
    .selectAll()
    .where(
      'request',
      'in',
      rows.map((row) => row.number),
    )
    .orderBy('at')
    .orderBy('object_id')
    .execute()
  return rows.map((row) =>
    requestSchema.parse({
      ...row,
      createdAt: row.created_at,
      expiresAt: row.expires_at,
      votes: votes
        .filter((vote) => vote.request === row.number && vote.revision === row.revision)
        .map((vote) => voteSchema.parse(vote)),
    }),
  )
}
