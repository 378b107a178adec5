import type { RequestList } from '../chat/message.ts'
import { wishInWords } from '../chat/text/wish.ts'
import type { PeeringRequest, Person } from '../requests/model.ts'
import type { Command } from './command.ts'

const shownAtMost = 10
const lookedThrough = 200

export const requests: Command = {
  name: 'requests',
  aliases: ['pending'],
  summary: 'List the requests: what waits for you first, then the newest',
  usage: 'requests',
  examples: ['requests'],
  accepts: ['nothing'],
  takesReason: false,
  role: 'look',
  changes: false,

  async run({ person }, room) {
    const known = await room.store.listRequests({ open: false, limit: lookedThrough })
    return [
      requestList(
        known.filter((request) => request.requester.tenantId === person.tenantId),
        person,
      ),
    ]
  },
}

function requestList(known: readonly PeeringRequest[], reader: Person): RequestList {
  const waiting = known.filter((request) => waitsFor(request, reader))
  const ordered = [...waiting, ...known.filter((request) => !waiting.includes(request))]
  return {
    kind: 'request-list',
    requests: ordered.slice(0, shownAtMost).map((request) => ({
      number: request.number,
      wish: wishInWords(request.plan),
      requester: request.requester.name,
      state: request.state,
      waitsForYou: waiting.includes(request),
      createdAt: request.createdAt.toISOString(),
      expiresAt: request.expiresAt.toISOString(),
    })),
    more: Math.max(0, ordered.length - shownAtMost),
  }
}

/** Whether somebody's vote is still wanted. */
export function waitsFor(request: PeeringRequest, person: Person): boolean {
  const isRequester = request.requester.objectId === person.objectId
  return (
    request.state === 'pending' &&
    (!isRequester || request.terms.requesterMayApprove) &&
    request.terms.approvers.some((approver) => approver.objectId === person.objectId) &&
    !request.votes.some((vote) => vote.person.objectId === person.objectId)
  )
}
