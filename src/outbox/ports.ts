/** The way out: messages wait in the database, a job sends them, in order per conversation. */
import type { Message } from '../chat/message.ts'

/** One message that waits to be sent. */
export interface Waiting {
  id: string
  conversation: string
  message: Message
  /** The activity that it replaces; null = a new message. */
  activityId: string | null
  attempts: number
}

/** `src/store` implements it. */
export interface OutboxStore {
  /** The oldest that waits in this conversation and is due; null if there is none. */
  next(conversation: string): Promise<Waiting | null>
  /** Marks it sent; a new request card's activity id becomes known to its copy in the same transaction. */
  sent(id: string, activityId: string | null): Promise<void>
  /** Keeps it for later. */
  postpone(id: string, until: Date, error: string): Promise<void>
  /** Gives it up for good (the conversation is gone); kept, marked. */
  giveUp(id: string, error: string): Promise<void>
  /** How to reach the conversation; null if it was never heard of. */
  referenceOf(conversation: string): Promise<Readonly<Record<string, unknown>> | null>
}

/** `src/teams` implements it. Throws `TeamsFault`. */
export interface Messenger {
  /** The new activity's id, or null where Teams gives none. */
  post(reference: Readonly<Record<string, unknown>>, message: Message): Promise<string | null>
  edit(reference: Readonly<Record<string, unknown>>, activityId: string, message: Message): Promise<void>
}

export class TeamsFault extends Error {
  /** retry: passes by itself; gone: the message or conversation is no more; give-up: a person must act. */
  readonly faultClass: 'retry' | 'gone' | 'give-up'
  readonly retryAfterMs: number | null
  constructor(message: string, faultClass: 'retry' | 'gone' | 'give-up', retryAfterMs: number | null, cause: unknown) {
    super(message, { cause })
    this.name = 'TeamsFault'
    this.faultClass = faultClass
    this.retryAfterMs = retryAfterMs
  }
}
