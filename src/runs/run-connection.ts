/** One connection of a run: the intent, the writes, the proof, and taking back what cannot be finished. */
import type { Logger } from 'pino'
import type { AzureReader } from '../clouds/ports.ts'
import { AzureFault } from '../peering/azure-fault.ts'
import { peeringTowards } from '../peering/connection.ts'
import type { VirtualNetwork } from '../peering/model.ts'
import type { PlannedConnection, PlannedWrite } from '../peering/plan.ts'
import { nextWrite } from './next-write.ts'
import { type Clock, type Patience, waitAfter } from './patience.ts'
import type { AzureOperation, AzureWriter, Step, StepBook } from './ports.ts'

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
  /** Whether Azure shows something else than what was approved; asked before the first write. Throws `AzureFault`. */
  hasChanged(): Promise<boolean>
  /** Shows how far a side is. */
  report(networkId: string, progress: 'writing' | 'written'): Promise<void>
}

export type ConnectionOutcome =
  | { kind: 'proven' }
  /** `leftBehind`: peerings that Azure did not let us take away again. */
  | { kind: 'failed'; why: Failure; leftBehind: readonly { networkName: string; peeringName: string }[] }

export type Failure =
  /** `cloudName`: on whose side, where it was a write. */
  | { reason: 'azure'; code: string; cloudName: string | null }
  | { reason: 'changed' }
  | { reason: 'network-missing' }
  | { reason: 'out-of-time' }

/** Works on the connection until it is proven or cannot be. Throws only when it was aborted, or by a fault of ours. */
export async function runConnection(run: ConnectionRun): Promise<ConnectionOutcome> {
  const known = await run.steps.find(run.request, run.place)
  if (known?.outcome === 'done') return { kind: 'proven' }
  const { step, why } = await work(run, known)
  if (!why) {
    if (step) await run.steps.save({ ...step, inFlight: null, outcome: 'done' })
    return { kind: 'proven' }
  }
  const leftBehind = step ? await takeBack(run, step) : []
  if (step) await run.steps.save({ ...step, inFlight: null, outcome: 'failed' })
  return { kind: 'failed', why, leftBehind }
}

interface Seen {
  a: VirtualNetwork
  b: VirtualNetwork
}

/** Committed before the first write: what was there, so that only what was absent is ever taken away again. */
async function intent(run: ConnectionRun, seen: Seen): Promise<Step> {
  const step: Step = {
    request: run.request,
    connection: run.place,
    before: {
      a: peeringTowards(seen.a, seen.b.id) ? 'present' : 'absent',
      b: peeringTowards(seen.b, seen.a.id) ? 'present' : 'absent',
    },
    inFlight: null,
    outcome: 'open',
  }
  await run.steps.save(step)
  return step
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
    try {
      if (!step && (await run.hasChanged())) return end({ reason: 'changed' })
      const seen = await look(run)
      if (!seen) return end({ reason: 'network-missing' })
      step ??= await intent(run, seen)
      const next = nextWrite(run.plan, seen.a, seen.b)
      if (next.kind === 'proven') return end(null)
      if (next.kind === 'not-approved') return end({ reason: 'changed' })
      if (next.kind === 'wait') {
        await run.clock.sleep(run.patience.lookAgainMs, run.signal)
        continue
      }
      cloudName = next.write.cloudName
      await makeWrite(run, step, next.write)
      faults = 0
    } catch (error) {
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

/** An operation that a process before this one had begun: its end is awaited; what came of it the next look tells. */
async function finishEarlier(run: ConnectionRun, operation: string): Promise<void> {
  try {
    const begun = await run.writer.resume(operation, { signal: run.signal })
    await begun.finish({ signal: run.signal })
  } catch (error) {
    if (!(error instanceof AzureFault)) throw error
    run.log.info({ request: run.request, code: error.code }, 'earlier operation is not to be had, reading the resource')
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

/** Keeps the step's row true around one write: before it is sent, when it is accepted, when it has ended. */
async function inFlight(
  run: ConnectionRun,
  step: Step,
  write: string,
  begin: () => Promise<AzureOperation>,
): Promise<void> {
  await run.steps.save({ ...step, inFlight: { write, operation: null } })
  const operation = await begin()
  await run.steps.save({ ...step, inFlight: { write, operation: operation.state } })
  await operation.finish({ signal: run.signal })
  await run.steps.save({ ...step, inFlight: null })
}

/** Takes away what this run has added and could not finish. What Azure does not let go of is named. */
async function takeBack(run: ConnectionRun, step: Step): Promise<{ networkName: string; peeringName: string }[]> {
  const leftBehind: { networkName: string; peeringName: string }[] = []
  const sides = [
    { mine: run.plan.a, theirs: run.plan.b, before: step.before.a },
    { mine: run.plan.b, theirs: run.plan.a, before: step.before.b },
  ].filter((side) => side.before === 'absent')
  for (const { mine, theirs } of sides) {
    const name = run.plan.writes.find((write) => write.networkId === mine.networkId)?.peeringName
    if (!name) continue
    const gone = await remove(run, step, mine.networkId, theirs.networkId)
    if (!gone) leftBehind.push({ networkName: mine.networkName, peeringName: name })
  }
  return leftBehind
}

/** How often a removal is tried before it is named in the result. */
const removalAttempts = 5

async function remove(run: ConnectionRun, step: Step, networkId: string, remoteId: string): Promise<boolean> {
  for (let attempt = 0; attempt < removalAttempts; attempt += 1) {
    try {
      const network = await run.reader.readNetwork(networkId, { signal: run.signal })
      const peering = network && peeringTowards(network, remoteId)
      if (!peering) return true
      const target = { networkId, peeringName: peering.name }
      await inFlight(run, step, `delete ${networkId}/${peering.name}`, () =>
        run.writer.beginDelete(target, { signal: run.signal }),
      )
    } catch (error) {
      if (!(error instanceof AzureFault)) throw error
      run.log.warn({ request: run.request, code: error.code, err: error }, 'azure fault while taking back')
      if (error.faultClass === 'give-up') return false
      await run.clock.sleep(waitAfter(error, attempt, run.patience, run.random), run.signal)
    }
  }
  return false
}
