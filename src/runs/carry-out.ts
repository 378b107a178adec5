/** The run of an approved request, from the last check to the result. */
import type { Logger } from 'pino'
import type { SideProgress } from '../chat/message.ts'
import { outcome } from '../chat/text/outcome.ts'
import type { CloudList } from '../clouds/cloud-list.ts'
import { observe } from '../clouds/observe.ts'
import type { AzureReader } from '../clouds/ports.ts'
import { AzureFault } from '../peering/azure-fault.ts'
import type { PlannedConnection } from '../peering/plan.ts'
import { sameId } from '../peering/resource-id.ts'
import { type Change, changeState } from '../requests/change-state.ts'
import type { ConnectionProgress, PeeringRequest } from '../requests/model.ts'
import type { Store } from '../requests/ports.ts'
import { requestCard } from '../requests/request-card.ts'
import { underLeases } from './lease-keeper.ts'
import type { Clock, Patience } from './patience.ts'
import type { AzureWriter, Leases, StepBook } from './ports.ts'
import { type ConnectionOutcome, runConnection } from './run-connection.ts'
import { changeOfPlan, connectionChanged, refuseToGuess } from './still-approved.ts'
import type { StandingSide } from './take-back.ts'

export interface RunRoom {
  store: Store
  clouds: CloudList
  reader: AzureReader
  writer: AzureWriter
  leases: Leases
  steps: StepBook
  clock: Clock
  patience: Patience
  random: () => number
  log: Logger
}

/**
 * Carries out a request that is approved, or goes on with one that is running. Any other is left alone.
 * Throws what may pass (a fault of ours, or of Azure before anything was written): the job is then tried again.
 */
export async function carryOut(number: number, room: RunRoom, signal: AbortSignal): Promise<void> {
  const found = await room.store.findRequest(number)
  if (found?.state === 'approved' && !(await start(found, room))) return
  const request = await room.store.findRequest(number)
  if (request?.state !== 'running') return
  for (const [place, connection] of request.plan.connections.entries()) {
    await carryOutConnection(number, place, connection, room, signal)
  }
  await finish(number, room)
}

/** Looks at Azure once more; true = the run may begin, and the request is `running`. */
async function start(request: PeeringRequest, room: RunRoom): Promise<boolean> {
  try {
    const change = await changeOfPlan(request.plan, room.clouds, room.reader)
    if (!change) return await step(request.number, room, { trigger: 'start', event: 'run-started' })
    await step(request.number, room, {
      trigger: 'change',
      event: 'became-stale',
      ending: outcome.stale(change),
      tell: outcome.staleToRequester(request.number, change),
    })
  } catch (error) {
    if (!(error instanceof AzureFault)) throw error
    // What passes is waited for, by the job that comes again, but not without end.
    const waited = room.clock.now().getTime() - approvedAt(request).getTime()
    if (error.faultClass === 'retry' && waited < room.patience.budgetMs) throw error
    await step(request.number, room, {
      trigger: 'fail',
      event: 'run-failed',
      details: { code: error.code },
      ending: outcome.failedBeforeStart(error.code),
      tell: outcome.failedBeforeStartToRequester(request.number, error.code),
    })
  }
  return false
}

/** When the last vote was given; where no vote was needed, when it was asked. */
function approvedAt({ votes, createdAt }: PeeringRequest): Date {
  return new Date(Math.max(createdAt.getTime(), ...votes.map((vote) => vote.at.getTime())))
}

/** One change of state, by Peerbot itself, if the request is still approved: false = somebody was quicker. */
async function step(
  number: number,
  room: RunRoom,
  change: Omit<Change, 'person' | 'conversation' | 'at'>,
): Promise<boolean> {
  return room.store.transaction(async (tx) => {
    const request = await tx.lockRequest(number)
    if (request?.state !== 'approved') return false
    await changeState(tx, request, { ...change, person: null, conversation: null, at: room.clock.now() })
    return true
  })
}

async function carryOutConnection(
  number: number,
  place: number,
  plan: PlannedConnection,
  room: RunRoom,
  signal: AbortSignal,
): Promise<void> {
  const networkIds = [plan.a.networkId, plan.b.networkId]
  const result = await underLeases(networkIds, { ...room, signal }, async (leased) => {
    // Read under the leases: whoever had them before may have ended this connection, or the whole request.
    const request = await room.store.findRequest(number)
    if (request?.state !== 'running' || isOver(request.progress[place])) return null
    return runConnection({
      ...room,
      request: number,
      place,
      plan,
      signal: leased,
      hasChanged: () => hasChanged(plan, room),
      report: (networkId, progress) => showSide(number, place, plan, networkId, progress, room),
    })
  })
  if (result) await closeConnection(number, place, plan, result, room)
}

/** Judged by this connection's own part of the plan: what the run itself has written makes nothing stale. */
async function hasChanged(plan: PlannedConnection, room: RunRoom): Promise<boolean> {
  const clouds = await room.clouds.all()
  const ids = [plan.a.cloudId, plan.b.cloudId]
  const [a, b] = ids.map((id) => clouds.find((cloud) => sameId(cloud.id, id)))
  if (!a || !b) {
    refuseToGuess(ids, room.clouds)
    return true
  }
  const [seenA, seenB] = await observe([a, b], room.reader)
  return !seenA || !seenB || connectionChanged(plan, seenA, seenB) !== null
}

function isOver(progress: ConnectionProgress | undefined): boolean {
  return progress?.a === 'connected' || progress?.problem != null
}

async function showSide(
  number: number,
  place: number,
  plan: PlannedConnection,
  networkId: string,
  progress: SideProgress,
  room: RunRoom,
): Promise<void> {
  const side = sameId(networkId, plan.a.networkId) ? 'a' : 'b'
  await saveProgress(number, place, room, (now) => ({ ...now, [side]: progress }))
}

async function closeConnection(
  number: number,
  place: number,
  plan: PlannedConnection,
  result: ConnectionOutcome,
  room: RunRoom,
): Promise<void> {
  const names = `${plan.a.cloudName} ${plan.b.cloudName}`
  if (result.kind === 'proven') {
    await saveProgress(number, place, room, () => ({ a: 'connected', b: 'connected', problem: null }), {
      type: 'connection-done',
      details: { connection: names },
    })
    return
  }
  const { standing } = result
  const ended = (before: SideProgress, there: StandingSide | null): SideProgress =>
    before === 'left-alone' ? before : before === 'written' && there === null ? 'taken-back' : 'failed'
  await saveProgress(
    number,
    place,
    room,
    (now) => ({
      a: ended(now.a, standing.a),
      b: ended(now.b, standing.b),
      problem: outcome.connectionFailed(plan, result),
    }),
    {
      type: 'connection-failed',
      details: { connection: names, reason: result.why.reason, code: 'code' in result.why ? result.why.code : null },
    },
  )
}

async function saveProgress(
  number: number,
  place: number,
  room: RunRoom,
  change: (now: ConnectionProgress) => ConnectionProgress,
  event?: { type: 'connection-done' | 'connection-failed'; details: Record<string, string | null> },
): Promise<void> {
  await room.store.transaction(async (tx) => {
    const request = await tx.lockRequest(number)
    // A process that was taken for dead may come late: what is over is over.
    if (!request || isOver(request.progress[place])) return
    const progress = request.progress.map((now, at) => (at === place ? change(now) : now))
    const saved = await tx.saveRequest({ ...request, progress })
    if (event) await tx.addEvent({ request: number, person: null, at: room.clock.now(), conversation: null, ...event })
    await tx.updateCopies(number, requestCard(saved))
  })
}

/** Says how it ended, on the cards and in a new message where it was asked. */
async function finish(number: number, room: RunRoom): Promise<void> {
  await room.store.transaction(async (tx) => {
    const request = await tx.lockRequest(number)
    if (request?.state !== 'running') return
    const succeeded = request.progress.every((connection) => connection.problem === null)
    await changeState(tx, request, {
      trigger: succeeded ? 'succeed' : 'fail',
      event: succeeded ? 'run-succeeded' : 'run-failed',
      person: null,
      conversation: null,
      at: room.clock.now(),
      ending: succeeded ? outcome.succeeded(request.plan) : outcome.failed(request.plan, request.progress),
      tell: succeeded
        ? outcome.succeededToRequester(number, request.plan)
        : outcome.failedToRequester(number, request.plan, request.progress),
    })
  })
}
