/** approve, reject and cancel: three commands of one shape. The buttons of the cards do the same (`press.ts`). */
import { refusals } from '../chat/text/refusals.ts'
import { decidedBefore, decisionTaken } from '../chat/text/results.ts'
import { hasRole, type PolicyInForce } from '../requests/approval-terms.ts'
import { type Decided, type Decision, decide } from '../requests/decide.ts'
import type { Person } from '../requests/model.ts'
import { type Command, say } from './command.ts'

type Action = Decision['action']

const shape = {
  accepts: ['request'],
  // Everybody may try: whether it counts is decided under lock, and a refusal is recorded.
  role: 'anyone',
  changes: true,
} as const

export const approve: Command = {
  ...shape,
  name: 'approve',
  aliases: ['accept', 'yes'],
  summary: 'Approve a request',
  usage: 'approve #N [because REASON]',
  examples: ['approve #7'],
  takesReason: true,
  run: decision('approve'),
}

export const reject: Command = {
  ...shape,
  name: 'reject',
  aliases: ['deny', 'decline'],
  summary: 'Reject a request',
  usage: 'reject #N [because REASON]',
  examples: ['reject #7 because the change freeze lasts until Monday'],
  takesReason: true,
  run: decision('reject'),
}

export const cancel: Command = {
  ...shape,
  name: 'cancel',
  aliases: ['withdraw'],
  summary: 'Take back a request of yours',
  usage: 'cancel #N',
  examples: ['cancel #7'],
  takesReason: false,
  run: decision('cancel'),
}

function decision(action: Action): Command['run'] {
  return async ({ arguments: given, person, conversation }, room) =>
    async (tx) => {
      const number = given.request ?? 0
      const inForce = room.policy()
      const decided = await decide(
        tx,
        { number, revision: null, action, because: given.because, person, conversation, now: room.now() },
        inForce,
      )
      return [say(answerTo(decided, action, number, person, inForce))]
    }
}

/** What somebody is told about their decision. Those unknown to the policy learn nothing but that. */
export function answerTo(
  decided: Decided,
  action: Action,
  number: number,
  person: Person,
  inForce: PolicyInForce,
): string {
  if (decided.ok)
    return decided.again ? decidedBefore(action, number) : decisionTaken(action, number, decided.request.state)
  if (!hasRole(inForce, person, 'look')) return refusals.notKnown(null)
  if (decided.reason === 'unknown-request') return refusals.unknownRequest(number)
  const { request } = decided
  switch (decided.reason) {
    case 'own-request':
      return refusals.ownRequest(number)
    case 'not-an-approver':
      return refusals.notAnApprover(
        number,
        request.terms.approvers.map((approver) => approver.name),
      )
    case 'not-the-requester':
      return refusals.notTheRequester(number, request.requester.name)
    case 'other-revision':
      return refusals.olderRevision(number)
    case 'already-decided':
      return refusals.alreadyDecided(number, request.state)
    case 'already-running':
      return refusals.alreadyRunning(number)
    case 'expired':
      return refusals.expired(number)
    case 'policy-forbids':
      return refusals.policyForbids(number)
  }
}
