/** One connection of a run: the intent, the writes, the proof, and taking back what cannot be finished. */
import type { Logger } from 'pino'
import type { AzureReader } from '../clouds/ports.ts'
import { AzureFault } from '../peering/azure-fault.ts'
import { peeringTowards } from '../peering/connection.ts'
import type { VirtualNetwork } from '../peering/model.ts'
import type { PlannedConnection, PlannedWrite } from '../peering/plan.ts'
import { finishInTime, inFlight, OutOfTime } from './in-flight.ts'
import { nextWrite } from './next-write.ts'
import { type Clock, type Patience, waitAfter } from './patience.ts'
import type { AzureWriter, Step, StepBook } from './ports.ts'
import { sameGround } from './still-approved.ts'
import { type Standing, takeBack, whatStands } from './take-back.ts'

export interface ConnectionRun {
  request: number
  /** Its place in the plan. */
  place: number
  plan: PlannedConnection
  reader: AzureReader
  writer: AzureWriter
  steps: StepBook
  clock: Clock
  patience: Patience
  random: () => number
  log: Logger
  /** Ends before the leases do. */
  signal: AbortSignal
  /** Whether Azure shows something else than what was approved; asked before anything is written. Throws `AzureFault`. */
  hasChanged(): Promise<boolean>
  /** Shows how far a side is. */
  report(networkId: string, progress: 'writing' | 'written'): Promise<void>
}

export type ConnectionOutcome =
  | { kind: 'proven' }
  /** `standing`: what is there after taking back. */
  | { kind: 'failed'; why: Failure; standing: Standing }

export type Failure =
  /** `cloudName`: on whose side, where it was a write. */
  | { reason: 'azure'; code: string; cloudName: string | null }
  | { reason: 'changed' }
  | { reason: 'network-missing' }
  | { reason: 'out-of-time' }

/** Works on the connection until it is proven or cannot be. Throws only when it was aborted, or by a fault of ours. */
export async function runConnection(run: ConnectionRun): Promise<ConnectionOutcome> {
  const known = await run.steps.find(run.request, run.place)
  const { step, why } = await work(run, known)
  if (!why) return { kind: 'proven' }
  if (step) await takeBack(run, step)
  return { kind: 'failed', why, standing: await whatStands(run, step) }
}

export interface Seen {
  a: VirtualNetwork
  b: VirtualNetwork
}

async function look({ plan, reader, signal }: ConnectionRun): Promise<Seen | null> {
  const [a, b] = await Promise.all([
    reader.readNetwork(plan.a.networkId, { signal }),
    reader.readNetwork(plan.b.networkId, { signal }),
  ])
  return a && b ? { a, b } : null
}

/**
 * Looks, writes, looks again. Without `why`: proven. Without `step`: nothing was begun.
 * Passing faults are waited out within the time allowed; what is left to do is seen at the next look.
 */
async function work(run: ConnectionRun, known: Step | null): Promise<{ step: Step | null; why: Failure | null }> {
  const until = run.clock.now().getTime() + run.patience.budgetMs
  let step = known
  let faults = 0
  let cloudName: string | null = null
  const end = (why: Failure | null) => ({ step, why })
  if (step?.inFlight?.operation) await finishEarlier(run, step.inFlight.operation)
  while (run.clock.now().getTime() < until) {
    cloudName = null
    try {
      if (!step && (await run.hasChanged())) return end({ reason: 'changed' })
      const seen = await look(run)
      if (!seen) return end({ reason: 'network-missing' })
      const next = nextWrite(run.plan, seen.a, seen.b)
      if (next.kind === 'proven') return end(null)
      if (next.kind === 'wait') {
        await run.clock.sleep(run.patience.lookAgainMs, run.signal)
        continue
      }
      if (next.kind === 'not-approved' || !sameGround(run.plan, seen)) return end({ reason: 'changed' })
      cloudName = next.write.cloudName
      step = withIntent(run, step, next.write, seen)
      await makeWrite(run, step, next.write)
      faults = 0
    } catch (error) {
      if (error instanceof OutOfTime) break
      if (!(error instanceof AzureFault)) throw error
      run.log.warn({ request: run.request, code: error.code, status: error.status, err: error }, 'azure fault')
      const wait = waitAfter(error, faults, run.patience, run.random)
      faults += 1
      // `repair`: the next look shows the Disconnected half, and the next write is its cure.
      const inVain = error.faultClass === 'give-up' || run.clock.now().getTime() + wait >= until
      if (inVain) return end({ reason: 'azure', code: error.code, cloudName })
      await run.clock.sleep(wait, run.signal)
    }
  }
  return end({ reason: 'out-of-time' })
}

/** The step with a note of what is about to be made where nothing was seen; stored before the write is sent. */
function withIntent(run: ConnectionRun, known: Step | null, write: PlannedWrite, seen: Seen): Step {
  const step = known ?? { request: run.request, connection: run.place, made: { a: null, b: null }, inFlight: null }
  const onA = write.networkId === run.plan.a.networkId
  const [mine, theirs] = onA ? [seen.a, seen.b] : [seen.b, seen.a]
  if (peeringTowards(mine, theirs.id)) return step
  return { ...step, made: { ...step.made, [onA ? 'a' : 'b']: write.peeringName } }
}

/** An operation that a process before this one had begun: its end is awaited; what came of it the next look tells. */
async function finishEarlier(run: ConnectionRun, operation: string): Promise<void> {
  try {
    await finishInTime(run, await run.writer.resume(operation, { signal: run.signal }))
  } catch (error) {
    if (!(error instanceof AzureFault || error instanceof OutOfTime)) throw error
    run.log.info({ request: run.request, err: error }, 'earlier operation is not to be had, reading the resource')
  }
}

async function makeWrite(run: ConnectionRun, step: Step, write: PlannedWrite): Promise<void> {
  await run.report(write.networkId, 'writing')
  await inFlight(run, step, `${write.kind} ${write.networkId}/${write.peeringName}`, () =>
    run.writer.beginPut(
      {
        networkId: write.networkId,
        peeringName: write.peeringName,
        remoteNetworkId: write.remoteNetworkId,
        flags: write.flags,
        syncRemoteAddressSpace: write.kind === 'sync',
      },
      { signal: run.signal },
    ),
  )
  await run.report(write.networkId, 'written')
}
