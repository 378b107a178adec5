/** When a connection cannot be finished: what this run has added is taken away again, and what stands then is told. */
import type { Logger } from 'pino'
import type { AzureReader } from '../clouds/ports.ts'
import { AzureFault } from '../peering/azure-fault.ts'
import { peeringTowards } from '../peering/connection.ts'
import type { Peering, PeeringState } from '../peering/model.ts'
import type { PlannedConnection, PlannedSide } from '../peering/plan.ts'
import { inFlight, OutOfTime, type WriteRun } from './in-flight.ts'
import { type Clock, waitAfter } from './patience.ts'
import type { AzureWriter, Step } from './ports.ts'

interface Undoing extends WriteRun {
  request: number
  plan: PlannedConnection
  reader: AzureReader
  writer: AzureWriter
  clock: Clock
  random: () => number
  log: Logger
}

/** What is there on each side; null = no peering. */
export interface Standing {
  a: StandingSide | null
  b: StandingSide | null
}

export type StandingSide = StandingPeering | UnreadSide

/** It could not be read; `peeringName`: what this run has set out to make there, which may still be there. */
export interface UnreadSide {
  networkName: string
  peeringName: string | null
  peeringState: null
}

export interface StandingPeering {
  networkName: string
  peeringName: string
  peeringState: PeeringState
  /** This run has made it, and Azure did not let it be taken away. */
  ours: boolean
}

/** How often a removal is tried before what stands is told. */
const removalAttempts = 5
/** How often a side is read before it counts as unreadable. */
const readAttempts = 4

/** Takes away only what this run has made where it saw nothing, under the name that it gave. */
export async function takeBack(run: Undoing, step: Step): Promise<void> {
  for (const { mine, theirs, made } of sidesOf(run, step)) if (made) await remove(run, step, mine, theirs, made)
}

/** Looks at each side once more, so that what is said is what Azure shows. */
export async function whatStands(run: Undoing, step: Step | null): Promise<Standing> {
  const [a, b] = await Promise.all(sidesOf(run, step).map((side) => standingSide(run, side)))
  return { a: a ?? null, b: b ?? null }
}

async function standingSide(run: Undoing, { mine, theirs, made }: Side): Promise<StandingSide | null> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      const peering = await peeringOn(run, mine, theirs)
      return peering && describe(mine, peering, peering.name === made)
    } catch (error) {
      if (!(error instanceof AzureFault)) throw error
      if (error.faultClass === 'give-up' || attempt + 1 >= readAttempts)
        return { networkName: mine.networkName, peeringName: made, peeringState: null }
      await run.clock.sleep(waitAfter(error, attempt, run.patience, run.random), run.signal)
    }
  }
}

interface Side {
  mine: PlannedSide
  theirs: PlannedSide
  made: string | null
}

function sidesOf({ plan }: Undoing, step: Step | null): Side[] {
  return [
    { mine: plan.a, theirs: plan.b, made: step?.made.a ?? null },
    { mine: plan.b, theirs: plan.a, made: step?.made.b ?? null },
  ]
}

async function peeringOn(run: Undoing, mine: PlannedSide, theirs: PlannedSide): Promise<Peering | null> {
  const network = await run.reader.readNetwork(mine.networkId, { signal: run.signal })
  return network && peeringTowards(network, theirs.networkId)
}

function describe(side: PlannedSide, { name, peeringState }: Peering, ours: boolean): StandingPeering {
  return { networkName: side.networkName, peeringName: name, peeringState, ours }
}

async function remove(run: Undoing, step: Step, mine: PlannedSide, theirs: PlannedSide, made: string): Promise<void> {
  for (let attempt = 0; attempt < removalAttempts; attempt += 1) {
    try {
      if ((await peeringOn(run, mine, theirs))?.name !== made) return
      const target = { networkId: mine.networkId, peeringName: made }
      await inFlight(run, step, `delete ${mine.networkId}/${made}`, () =>
        run.writer.beginDelete(target, { signal: run.signal }),
      )
    } catch (error) {
      if (error instanceof OutOfTime) return
      if (!(error instanceof AzureFault)) throw error
      run.log.warn({ request: run.request, code: error.code, err: error }, 'azure fault while taking back')
      if (error.faultClass === 'give-up') return
      await run.clock.sleep(waitAfter(error, attempt, run.patience, run.random), run.signal)
    }
  }
}
