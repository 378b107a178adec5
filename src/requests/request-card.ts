import type { RequestCard } from '../chat/message.ts'
import type { PlannedConnection, PlannedSide } from '../peering/plan.ts'
import { approversFor } from './approval-terms.ts'
import type { ConnectionProgress, PeeringRequest } from './model.ts'

/** The card of a request as it stands: the same for everybody and for every copy. */
export function requestCard(request: PeeringRequest): RequestCard {
  const { plan, terms } = request
  return {
    kind: 'request-card',
    number: request.number,
    revision: request.revision,
    state: request.state,
    operation: plan.operation,
    topology: plan.topology,
    requester: request.requester.name,
    reason: request.reason,
    connections: plan.connections.map((connection, place) => {
      const progress = request.progress[place] ?? initialProgress(connection)
      return {
        a: sideOf(connection, connection.a, progress.a),
        b: sideOf(connection, connection.b, progress.b),
        scope: connection.scope,
        stateBefore: connection.stateBefore,
        problem: progress.problem,
      }
    }),
    findings: plan.findings,
    approval: {
      approvers: approversFor(terms, request.requester).map((approver) => approver.name),
      needed: terms.needed,
      rule: terms.rule,
      votes: request.votes.map((vote) => ({
        name: vote.person.name,
        decision: vote.decision,
        because: vote.because,
        at: vote.at.toISOString(),
      })),
    },
    createdAt: request.createdAt.toISOString(),
    expiresAt: request.expiresAt.toISOString(),
    ending: request.ending,
  }
}

/** Before the run: what will be written waits, the rest is left alone. */
export function initialProgress(connection: PlannedConnection): ConnectionProgress {
  const of = (side: PlannedSide) => (writeOn(connection, side) ? ('waiting' as const) : ('left-alone' as const))
  return { a: of(connection.a), b: of(connection.b), problem: null }
}

function writeOn(connection: PlannedConnection, side: PlannedSide) {
  return connection.writes.find((write) => write.networkId === side.networkId) ?? null
}

function sideOf(connection: PlannedConnection, side: PlannedSide, progress: ConnectionProgress['a']) {
  const write = writeOn(connection, side)
  return {
    cloudName: side.cloudName,
    location: side.location,
    resourceGroup: side.resourceGroup,
    subscriptionId: side.subscriptionId,
    networkName: side.networkName,
    addressPrefixes: side.addressPrefixes,
    write: write && {
      kind: write.kind,
      peeringName: write.peeringName,
      because: write.because,
      flags: Object.entries(write.flags)
        .filter(([, on]) => on)
        .map(([flag]) => flag),
    },
    progress,
  }
}
