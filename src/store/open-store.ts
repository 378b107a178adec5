/** Everything that Peerbot stores, on one database. */
import type { Kysely } from 'kysely'
import type { Inbox } from '../commands/ports.ts'
import type { OutboxStore } from '../outbox/ports.ts'
import type { ConversationKey } from '../requests/model.ts'
import type { Reader, Store, Transaction } from '../requests/ports.ts'
import type { Leases, StepBook } from '../runs/ports.ts'
import { ownChatsOf } from './conversations.ts'
import type { Enqueue, HandleOf } from './enqueue.ts'
import { addEvent, eventsOf } from './events.ts'
import { openInbox } from './inbox.ts'
import { openLeases } from './leases.ts'
import type { Database } from './open-database.ts'
import { openOutbox } from './outbox.ts'
import { conversationsWithCopy, post, replace, requestShownIn, updateCopies } from './outgoing.ts'
import { openPolicyVersions, type PolicyVersions } from './policies.ts'
import { addRequest, findRequest, listRequests, lockRequest, saveRequest, saveVote } from './requests.ts'
import { openStepBook } from './steps.ts'
import type { Tables } from './tables.ts'

export interface OpenStore {
  store: Store
  inbox: Inbox
  outbox: OutboxStore
  leases: Leases
  steps: StepBook
  policies: PolicyVersions
}

/** Takes the open database, how to enqueue a job in a transaction, and the clock. */
export function openStore(database: Database, enqueue: Enqueue, now: () => Date): OpenStore {
  const handles = new WeakMap<Transaction, Kysely<Tables>>()
  const handleOf: HandleOf = (tx) => {
    const trx = handles.get(tx)
    if (trx === undefined) throw new Error('this transaction was not begun by this store')
    return trx
  }

  const store: Store = {
    ...readerOf(() => database.sql),
    transaction(work) {
      return database.transaction(async (trx) => {
        const toDeliver = new Set<ConversationKey>()
        const tx = transactionOn(trx, { enqueue, toDeliver, now })
        handles.set(tx, trx)
        const result = await work(tx)
        for (const conversation of toDeliver) await enqueue(trx, { kind: 'deliver', conversation })
        return result
      })
    },
  }

  return {
    store,
    inbox: openInbox(database, enqueue, handleOf, now),
    outbox: openOutbox(database, enqueue, now),
    leases: openLeases(database),
    steps: openStepBook(database),
    policies: openPolicyVersions(database),
  }
}

function readerOf(sql: () => Kysely<Tables>): Reader {
  return {
    findRequest: async (number) => findRequest(sql(), number),
    listRequests: async (filter) => listRequests(sql(), filter),
    eventsOf: async (request) => eventsOf(sql(), request),
    ownChatsOf: async (objectIds) => ownChatsOf(sql(), objectIds),
  }
}

function transactionOn(
  trx: Kysely<Tables>,
  { enqueue, toDeliver, now }: { enqueue: Enqueue; toDeliver: Set<ConversationKey>; now: () => Date },
): Transaction {
  return {
    ...readerOf(() => trx),
    addRequest: (draft) => addRequest(trx, draft),
    lockRequest: (number) => lockRequest(trx, number),
    saveRequest: (request) => saveRequest(trx, request),
    saveVote: (request, vote) => saveVote(trx, request, vote),
    addEvent: (event) => addEvent(trx, event),
    async post(conversation, message, copyOf) {
      await post(trx, { conversation, copyOf: copyOf ?? null }, message, now())
      toDeliver.add(conversation)
    },
    async replace(conversation, activityId, message, copyOf) {
      await replace(trx, { conversation, activityId, copyOf: copyOf ?? null }, message, now())
      toDeliver.add(conversation)
    },
    async updateCopies(request, message) {
      for (const conversation of await updateCopies(trx, request, message, now())) toDeliver.add(conversation)
    },
    conversationsWithCopy: (request) => conversationsWithCopy(trx, request),
    requestShownIn: (conversation, activityId) => requestShownIn(trx, conversation, activityId),
    enqueue: (job) => enqueue(trx, job, job.kind === 'expire' ? job.at : undefined),
  }
}
