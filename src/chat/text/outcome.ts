/** How a request ends: one sentence for its cards, and one for the new message that tells the requester. */
import type { Finding, Plan, PlannedConnection } from '../../peering/plan.ts'
import { escapeText } from './escape.ts'
import { faultSentence } from './faults.ts'
import { findingSentence } from './findings.ts'
import { inWords } from './lists.ts'

/** What is no longer as it was when people approved. */
export type PlanChange =
  | { kind: 'clouds-gone'; clouds: readonly string[] }
  | { kind: 'blocked'; findings: readonly Finding[] }
  | { kind: 'network-replaced'; cloud: string }
  | { kind: 'address-space'; cloud: string; added: readonly string[]; removed: readonly string[] }
  | { kind: 'peerings'; clouds: readonly string[] }
  | { kind: 'other' }

/** Why one connection could not be made, and what stayed behind. */
export interface ConnectionFailure {
  why:
    | { reason: 'azure'; code: string; cloudName: string | null }
    | { reason: 'changed' }
    | { reason: 'network-missing' }
    | { reason: 'out-of-time' }
  /** What is there now on each side; null = no peering. */
  standing: { a: StandingSide | null; b: StandingSide | null }
}

type StandingSide =
  /** `ours`: made by this run, and not to be taken away. */
  | { networkName: string; peeringName: string; peeringState: string; ours: boolean }
  /** Unreadable; `peeringName`: what this run has set out to make there. */
  | { networkName: string; peeringName: string | null; peeringState: null }

interface Progress {
  problem: string | null
}

const proof = 'both peerings were read back Connected, FullyInSync and Succeeded'

export const outcome = {
  cancelled: (by: string) => `Cancelled by ${escapeText(by)}. Nothing was changed.`,

  rejected: (by: string, because: string | null) =>
    `Rejected by ${escapeText(by)}${reason(because)} Nothing was changed.`,
  rejectedToRequester: (number: number, by: string, because: string | null) =>
    `Request #${number} was rejected by ${escapeText(by)}${reason(because)} Nothing was changed.`,

  expired: () => 'Expired: it was not decided in time. Nothing was changed.',
  expiredToRequester: (number: number) =>
    `Request #${number} expired: it was not decided in time. Nothing was changed. Type the sentence again to ask anew.`,

  stale: (change: PlanChange) => `Not carried out: ${changed(change)} Nothing was changed.`,
  staleToRequester: (number: number, change: PlanChange) =>
    `Request #${number} was approved, but not carried out: ${changed(change)} The approval no longer fits. Nothing was changed. Type the sentence again to ask with the new plan.`,

  failedBeforeStart: (code: string) => `Failed before anything was changed: ${faultSentence(code, null)}`,
  failedBeforeStartToRequester: (number: number, code: string) =>
    `Request #${number} failed before anything was changed: ${faultSentence(code, null)}`,

  succeeded: (plan: Plan) => `${connected(plan)}: ${proof}.`,
  succeededToRequester: (number: number, plan: Plan) => `**${connected(plan)}** (request #${number}): ${proof}.`,

  failed: (plan: Plan, progress: readonly Progress[]) => `Failed. ${whatStands(plan, progress)}`,
  failedToRequester: (number: number, plan: Plan, progress: readonly Progress[]) =>
    `Request #${number} failed. ${whatStands(plan, progress)} Type \`status #${number}\` to see what Azure shows now.`,

  connectionFailed: (plan: PlannedConnection, failure: ConnectionFailure) =>
    [why(plan, failure), whatIsThere(failure)].join(' '),
}

function reason(because: string | null): string {
  return because ? `: ${escapeText(because).replace(/[.!]*$/, '.')}` : '.'
}

function changed(change: PlanChange): string {
  switch (change.kind) {
    case 'clouds-gone':
      return `${inWords(change.clouds.map(escapeText))} can no longer be found.`
    case 'blocked':
      return change.findings.map((finding) => findingSentence(finding).sentence).join(' ')
    case 'network-replaced':
      return `the virtual network of ${escapeText(change.cloud)} was replaced by another.`
    case 'address-space': {
      const parts = [
        change.added.length > 0 ? `gained ${inWords(change.added)}` : null,
        change.removed.length > 0 ? `lost ${inWords(change.removed)}` : null,
      ]
      return `the address space of ${escapeText(change.cloud)} has ${inWords(parts.filter((part) => part !== null))} since.`
    }
    case 'peerings':
      return `the peerings between ${inWords(change.clouds.map(escapeText))} have changed since.`
    case 'other':
      return 'what Azure shows is no longer what was approved.'
  }
}

function connected(plan: Plan): string {
  const names = namesOf(plan.connections)
  if (plan.topology === 'star' && names.length > 2) return `${names[0]} is connected with ${inWords(names.slice(1))}`
  return `${inWords(names)} are ${names.length > 2 ? 'all ' : ''}connected${names.length > 2 ? ' with each other' : ''}`
}

function namesOf(connections: readonly PlannedConnection[]): string[] {
  return [...new Set(connections.flatMap(({ a, b }) => [a.cloudName, b.cloudName]))].map(escapeText)
}

function whatStands(plan: Plan, progress: readonly Progress[]): string {
  const down = plan.connections.filter((_, place) => progress[place]?.problem)
  const up = plan.connections.length - down.length
  const problems = progress.flatMap(({ problem }, place) => {
    const connection = plan.connections[place]
    return problem && connection ? [`${inWords(namesOf([connection]))}: ${problem}`] : []
  })
  const counted = plan.connections.length > 1 ? `${up} of ${plan.connections.length} connections are up. ` : ''
  return counted + problems.join(' ')
}

function why(plan: PlannedConnection, { why }: ConnectionFailure): string {
  switch (why.reason) {
    case 'azure':
      return faultSentence(why.code, why.cloudName)
    case 'changed':
      return 'What Azure shows of it is no longer what was approved.'
    case 'network-missing':
      return `The virtual network ${escapeText(plan.a.networkName)} or ${escapeText(plan.b.networkName)} is gone.`
    case 'out-of-time':
      return 'Azure did not finish in the time allowed.'
  }
}

function whatIsThere({ standing }: ConnectionFailure): string {
  const there = [standing.a, standing.b].filter((side) => side !== null)
  return there.length === 0 ? 'Nothing was left behind.' : there.map(sideInWords).join(' ')
}

function sideInWords(side: StandingSide): string {
  const network = escapeText(side.networkName)
  if (side.peeringName === null) return `What stands on ${network} could not be read.`
  const peering = `${escapeText(side.peeringName)} on ${network}`
  if (side.peeringState === null)
    return `${network} could not be read: ${peering} may still be there. Look in the Azure portal, or ask again to complete it.`
  return side.ours
    ? `Azure did not let it be taken away again: ${peering}. Delete it in the Azure portal, or ask again to complete it.`
    : `Still there, as not made by this run: ${peering} (${side.peeringState}).`
}
