/** A new request: kept, announced where it was asked and to those who decide. */
import type { Plan } from '../peering/plan.ts'
import { changeState } from './change-state.ts'
import type { ApprovalTerms, ConversationKey, PeeringRequest, Person } from './model.ts'
import type { Transaction } from './ports.ts'
import { initialProgress, requestCard } from './request-card.ts'

export interface Wish {
  plan: Plan
  requester: Person
  conversation: ConversationKey
  /** The message that the card takes the place of (a form that was sent), or null. */
  replaces: string | null
  reason: string | null
  terms: ApprovalTerms
  expiresAt: Date
  now: Date
}

export type Asked =
  | { ok: true; request: PeeringRequest }
  /** An open request has the same plan. */
  | { ok: false; sameAs: PeeringRequest }

/** How many open requests are looked through for the same wish. */
const openAtMost = 500

export async function ask(tx: Transaction, wish: Wish): Promise<Asked> {
  const open = await tx.listRequests({ open: true, limit: openAtMost })
  const same = open.find((request) => request.plan.fingerprint === wish.plan.fingerprint && !isLate(request, wish.now))
  if (same) return { ok: false, sameAs: same }

  const request = await tx.addRequest({
    state: 'pending',
    requester: wish.requester,
    conversation: wish.conversation,
    reason: wish.reason,
    plan: wish.plan,
    revision: 1,
    terms: wish.terms,
    votes: [],
    progress: wish.plan.connections.map(initialProgress),
    ending: null,
    createdAt: wish.now,
    expiresAt: wish.expiresAt,
  })
  await tx.addEvent({
    request: request.number,
    type: 'asked',
    person: wish.requester,
    at: wish.now,
    conversation: wish.conversation,
    details: {
      revision: request.revision,
      fingerprint: wish.plan.fingerprint,
      reason: wish.reason,
      rule: wish.terms.rule,
      policyVersion: wish.terms.policyVersion,
    },
  })
  await announce(tx, request, wish.replaces)
  await tx.enqueue({ kind: 'expire', request: request.number, at: wish.expiresAt })
  return { ok: true, request: wish.terms.needed === 0 ? await approvedByRule(tx, request, wish.now) : request }
}

/** Past its time, and about to be closed. */
function isLate(request: PeeringRequest, now: Date): boolean {
  return request.state === 'pending' && now >= request.expiresAt
}

async function announce(tx: Transaction, request: PeeringRequest, replaces: string | null): Promise<void> {
  const card = requestCard(request)
  // A form that has become a request's card already keeps being that.
  const held = replaces ? await tx.requestShownIn(request.conversation, replaces) : null
  if (replaces && held === null) await tx.replace(request.conversation, replaces, card, request.number)
  else await tx.post(request.conversation, card, request.number)
  const approvers = request.terms.approvers.map((approver) => approver.objectId)
  for (const { objectId, conversation } of await tx.ownChatsOf(approvers)) {
    const isRequester = objectId === request.requester.objectId
    if (conversation !== request.conversation && !isRequester) await tx.post(conversation, card, request.number)
  }
}

/** Only where a rule says in so many words that nobody needs to approve; the record names it. */
async function approvedByRule(tx: Transaction, request: PeeringRequest, now: Date): Promise<PeeringRequest> {
  const approved = await changeState(tx, request, {
    trigger: 'quorum',
    event: 'quorum-reached',
    person: null,
    conversation: null,
    at: now,
    details: { rule: request.terms.rule, needed: 0 },
  })
  await tx.enqueue({ kind: 'run', request: request.number })
  return approved
}
