/** What the rooms behind a request need of the database and of the people in Teams. `src/store` implements it. */
import type { Message } from '../chat/message.ts'
import type { ConversationKey, PeeringRequest, RequestEvent, Vote } from './model.ts'

export interface Store extends Reader {
  /**
   * One transaction: all of it or nothing. `work` must use nothing but `tx` and do no I/O:
   * on the embedded database, which has one connection, anything else would wait for ever (a guard throws).
   */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>
}

export interface Reader {
  findRequest(number: number): Promise<PeeringRequest | null>
  /** Newest first. */
  listRequests(filter: { open: boolean; limit: number }): Promise<readonly PeeringRequest[]>
  /** In order. */
  eventsOf(request: number): Promise<readonly RequestEvent[]>
  /** People's own chats with the bot, where they have one. Several where a person has several. */
  ownChatsOf(objectIds: readonly string[]): Promise<readonly { objectId: string; conversation: ConversationKey }[]>
}

export interface Transaction extends Reader {
  /** Gives the number; version is 1. */
  addRequest(draft: Omit<PeeringRequest, 'number' | 'version'>): Promise<PeeringRequest>
  /** As `findRequest`, and nobody else changes it until this transaction ends. */
  lockRequest(number: number): Promise<PeeringRequest | null>
  /** Saves state, plan, revision, terms, progress, ending, expiry; throws `VersionConflict` unless the stored version is `request.version`. */
  saveRequest(request: PeeringRequest): Promise<PeeringRequest>
  /** The newest of a person on a request replaces the one before. */
  saveVote(request: number, vote: Vote): Promise<void>
  addEvent(event: RequestEvent): Promise<void>

  /** Puts a new message into the outbox. `copyOf`: it is a card of that request, to be kept up to date. */
  post(conversation: ConversationKey, message: Message, copyOf?: number): Promise<void>
  /** Replaces a message whose activity id is known (the form that was sent, for instance). `copyOf` as in `post`. */
  replace(conversation: ConversationKey, activityId: string, message: Message, copyOf?: number): Promise<void>
  /** Replaces every card of the request; an edit that still waits is superseded. */
  updateCopies(request: number, message: Message): Promise<void>
  /** Where a card of this request is, or is about to be. */
  conversationsWithCopy(request: number): Promise<readonly ConversationKey[]>

  /** The request whose card a message is; null: it is none. */
  requestShownIn(conversation: ConversationKey, activityId: string): Promise<number | null>

  enqueue(job: Job): Promise<void>
}

/** Work for later, committed with the change that asks for it; delivered at least once. */
export type Job =
  | { kind: 'handle-activity'; inboxId: string }
  | { kind: 'run'; request: number }
  | { kind: 'expire'; request: number; at: Date }
  | { kind: 'deliver'; conversation: ConversationKey }

export class VersionConflict extends Error {
  constructor(request: number, version: number) {
    super(`request #${request} is no longer at version ${version}`)
    this.name = 'VersionConflict'
  }
}
