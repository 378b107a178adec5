/** One step in a request's life: new state, event, cards and what it sets going, all in the caller's transaction. */
import type { Message } from '../chat/message.ts'
import type { ConversationKey, PeeringRequest, Person, RequestEvent, RequestEventType } from './model.ts'
import type { Transaction } from './ports.ts'
import { requestCard } from './request-card.ts'
import { stateAfter, type Trigger } from './transitions.ts'

export interface Change {
  trigger: Trigger
  event: RequestEventType
  /** Who caused it; null: Peerbot itself. */
  person: Person | null
  /** Where it was done; null: nowhere in Teams. */
  conversation: ConversationKey | null
  at: Date
  details?: RequestEvent['details']
  /** For the end of a request: one sentence on its cards. */
  ending?: string
  /** For the end of a request: tells the requester, in a new message where it was asked. */
  tell?: string
}

/**
 * Carries the change out. The request must be locked in this transaction.
 * Throws if the table of transitions does not allow it: callers check what people may do before.
 */
export async function changeState(tx: Transaction, request: PeeringRequest, change: Change): Promise<PeeringRequest> {
  const state = stateAfter(request.state, change.trigger)
  if (!state) throw new Error(`request #${request.number}: '${change.trigger}' does not follow '${request.state}'`)
  const ending = change.ending ? { sentence: change.ending, at: change.at.toISOString() } : request.ending
  const saved = await tx.saveRequest({ ...request, state, ending })
  await tx.addEvent({
    request: request.number,
    type: change.event,
    person: change.person,
    at: change.at,
    conversation: change.conversation,
    details: { revision: request.revision, fingerprint: request.plan.fingerprint, ...change.details },
  })
  await tx.updateCopies(saved.number, requestCard(saved))
  if (change.tell) await tx.post(saved.conversation, toRequester(saved, change.tell))
  return saved
}

/** A message that notifies the requester. */
export function toRequester(request: PeeringRequest, text: string): Message {
  return { kind: 'text', text, mention: { id: request.requester.teamsId, name: request.requester.name } }
}
