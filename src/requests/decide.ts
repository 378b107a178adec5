/** Approve, reject and cancel: who may, what it changes. Whoever may not is refused and the try is recorded. */
import { outcome } from '../chat/text/outcome.ts'
import { type PolicyInForce, stricter, termsFor } from './approval-terms.ts'
import { changeState } from './change-state.ts'
import type { ApprovalTerms, ConversationKey, PeeringRequest, Person, Vote } from './model.ts'
import type { Transaction } from './ports.ts'
import { requestCard } from './request-card.ts'

export interface Decision {
  number: number
  /** The plan revision the person saw; null where it was typed, which means the present one. */
  revision: number | null
  action: 'approve' | 'reject' | 'cancel'
  because: string | null
  person: Person
  conversation: ConversationKey
  now: Date
}

export type RefusalReason =
  | 'own-request'
  | 'not-an-approver'
  | 'not-the-requester'
  | 'other-revision'
  | 'already-decided'
  | 'already-running'
  | 'expired'
  | 'policy-forbids'

export type Decided =
  | { ok: true; request: PeeringRequest /** The same person did the same before: nothing changed. */; again: boolean }
  | { ok: false; reason: 'unknown-request' }
  | { ok: false; reason: RefusalReason; request: PeeringRequest }

/** Everything in the caller's transaction: the request is locked first, so two decisions never cross. */
export async function decide(tx: Transaction, decision: Decision, inForce: PolicyInForce): Promise<Decided> {
  const request = await tx.lockRequest(decision.number)
  if (!request || request.requester.tenantId !== decision.person.tenantId)
    return { ok: false, reason: 'unknown-request' }
  if (isRepeated(request, decision)) return { ok: true, request, again: true }
  const terms = presentTerms(request, inForce)
  const reason = refusal(request, decision, terms)
  if (reason) {
    await recordRefusal(tx, request, decision, reason)
    return { ok: false, reason, request }
  }
  const changed = decision.action === 'cancel' ? cancel(tx, request, decision) : vote(tx, request, decision, terms)
  return { ok: true, request: await changed, again: false }
}

function isRepeated(request: PeeringRequest, { action, person, revision }: Decision): boolean {
  if (revision !== null && revision !== request.revision) return false
  if (action === 'cancel') return request.state === 'cancelled' && request.requester.objectId === person.objectId
  return request.votes.some((vote) => vote.person.objectId === person.objectId && vote.decision === action)
}

/** The stricter of the terms it was asked under and what the present policy says; null: now forbidden. */
function presentTerms(request: PeeringRequest, inForce: PolicyInForce): ApprovalTerms | null {
  const present = termsFor(inForce, request.plan)
  return present && stricter(request.terms, present.terms)
}

function refusal(request: PeeringRequest, decision: Decision, terms: ApprovalTerms | null): RefusalReason | null {
  const isRequester = request.requester.objectId === decision.person.objectId
  if (decision.action === 'cancel') {
    if (!isRequester) return 'not-the-requester'
    if (request.state === 'running') return 'already-running'
    return request.state === 'pending' || request.state === 'approved' ? null : 'already-decided'
  }
  // Who may is said before what it is about: somebody without the right learns nothing else.
  if (isRequester && !request.terms.requesterMayApprove) return 'own-request'
  if (!request.terms.approvers.some((approver) => approver.objectId === decision.person.objectId))
    return 'not-an-approver'
  if (request.state !== 'pending') return 'already-decided'
  if (decision.now >= request.expiresAt) return 'expired'
  if (decision.revision !== null && decision.revision !== request.revision) return 'other-revision'
  if (!terms) return 'policy-forbids'
  if (isRequester && !terms.requesterMayApprove) return 'own-request'
  return terms.approvers.some((approver) => approver.objectId === decision.person.objectId) ? null : 'not-an-approver'
}

async function recordRefusal(
  tx: Transaction,
  request: PeeringRequest,
  decision: Decision,
  reason: RefusalReason,
): Promise<void> {
  await tx.addEvent({
    request: request.number,
    type: 'vote-refused',
    person: decision.person,
    at: decision.now,
    conversation: decision.conversation,
    details: { action: decision.action, reason, revision: decision.revision },
  })
}

async function cancel(tx: Transaction, request: PeeringRequest, decision: Decision): Promise<PeeringRequest> {
  const sentence = outcome.cancelled(decision.person.name)
  return changeState(tx, request, {
    ...by(decision),
    trigger: 'cancel',
    event: 'cancelled',
    ending: sentence,
  })
}

async function vote(
  tx: Transaction,
  request: PeeringRequest,
  decision: Decision,
  terms: ApprovalTerms | null,
): Promise<PeeringRequest> {
  const { person, because, now } = decision
  const given: Vote = {
    person,
    decision: decision.action === 'approve' ? 'approve' : 'reject',
    because,
    revision: request.revision,
    at: now,
  }
  await tx.saveVote(request.number, given)
  const votes = [...request.votes.filter((earlier) => earlier.person.objectId !== person.objectId), given]
  const voted = { ...request, votes }
  if (given.decision === 'reject')
    return changeState(tx, voted, {
      ...by(decision),
      trigger: 'reject',
      event: 'rejected',
      details: { reason: because },
      ending: outcome.rejected(person.name, because),
      tell: outcome.rejectedToRequester(request.number, person.name, because),
    })
  if (!terms || !reached(votes, terms)) return stillPending(tx, voted, decision)
  await recordVote(tx, voted, decision)
  const approved = await changeState(tx, voted, {
    ...by(decision),
    trigger: 'quorum',
    event: 'quorum-reached',
    person: null,
    details: { rule: terms.rule, needed: terms.needed },
  })
  await tx.enqueue({ kind: 'run', request: request.number })
  return approved
}

/** Enough different people who may, have approved this revision. */
function reached(votes: readonly Vote[], terms: ApprovalTerms): boolean {
  const may = new Set(terms.approvers.map((approver) => approver.objectId))
  const approving = votes.filter((vote) => vote.decision === 'approve' && may.has(vote.person.objectId))
  return new Set(approving.map((vote) => vote.person.objectId)).size >= Math.max(1, terms.needed)
}

async function stillPending(tx: Transaction, request: PeeringRequest, decision: Decision): Promise<PeeringRequest> {
  await recordVote(tx, request, decision)
  const saved = await tx.saveRequest(request)
  await tx.updateCopies(saved.number, requestCard(saved))
  return saved
}

async function recordVote(tx: Transaction, request: PeeringRequest, decision: Decision): Promise<void> {
  await tx.addEvent({
    request: request.number,
    type: 'approved',
    person: decision.person,
    at: decision.now,
    conversation: decision.conversation,
    details: { revision: request.revision, fingerprint: request.plan.fingerprint, reason: decision.because },
  })
}

function by({ person, conversation, now }: Decision) {
  return { person, conversation, at: now }
}
