/** How activities get in: committed before Teams gets its 200, recognised when they are sent again. */
import type { Transaction } from '../requests/ports.ts'
import type { Incoming } from './incoming.ts'

export interface Inbox {
  /**
   * Keeps an activity and remembers how to reach its conversation, in one transaction with the job that handles it.
   * Without a job it is handled with its turn, and counts as done.
   * False: it is known already.
   */
  take(incoming: Incoming, reference: ConversationReference, options: { job: boolean }): Promise<boolean>
  /** The activity, or null if it is unknown or done. */
  open(id: string): Promise<Incoming | null>
  /** Marks it done, in the transaction of what was done about it. */
  close(tx: Transaction, id: string): Promise<void>
}

/** What Teams needs to reach a conversation again; opaque to everybody but `src/teams`. Plain JSON. */
export interface ConversationReference {
  conversation: string
  place: 'personal' | 'groupChat' | 'channel'
  /** Whose own chat it is, for personal ones. */
  objectId: string | null
  reference: Readonly<Record<string, unknown>>
}
