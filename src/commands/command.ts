/** What every command is: a description, and what it does. */
import type { Logger } from 'pino'
import type { Message } from '../chat/message.ts'
import type { CommandArguments, CommandDescription } from '../chat/parser/description.ts'
import type { CloudList } from '../clouds/cloud-list.ts'
import type { AzureReader } from '../clouds/ports.ts'
import type { PolicyInForce } from '../requests/approval-terms.ts'
import type { ConversationKey, Person } from '../requests/model.ts'
import type { Store, Transaction } from '../requests/ports.ts'

export interface Command extends CommandDescription {
  /** Reads what it needs and says what to answer. Throws `AzureFault` where Azure does not let it. */
  run(asked: Asked, room: CommandRoom): Promise<Answer>
}

/** A sentence that was understood, and who said it where. */
export interface Asked {
  arguments: CommandArguments
  person: Person
  conversation: ConversationKey
  /** The message that the answer takes the place of (a form that was sent), or null. */
  replaces: string | null
}

/**
 * What to say; or, where something changes, how to change it and what to say then, in one transaction.
 * An answer does no I/O of its own: everything was read before.
 */
export type Answer = readonly Message[] | ((tx: Transaction) => Promise<readonly Message[]>)

export interface CommandRoom {
  store: Store
  clouds: CloudList
  reader: AzureReader
  policy(): PolicyInForce
  commands: readonly Command[]
  now(): Date
  newId(): string
  log: Logger
}

export function say(text: string): Message {
  return { kind: 'text', text, mention: null }
}
