/** The plan for `connect`: what exists, what is written, in which order, what is left alone. */
import { connectionState, peeringTowards, sameRegion } from './connection.ts'
import { connectionFingerprint, planFingerprint } from './fingerprint.ts'
import type { ObservedCloud, Peering, PeeringFlags, PrivateCloud, VirtualNetwork } from './model.ts'
import { peeringName } from './peering-name.ts'
import type { Finding, Plan, PlannedConnection, PlannedSide, PlannedWrite, Topology } from './plan.ts'
import { preflight } from './preflight.ts'
import { sameId } from './resource-id.ts'
import { pairsOf } from './topology.ts'

export type Planned = { ok: true; plan: Plan } | { ok: false; blockers: Finding[] }

/** A Gen 2 private cloud with its VNet: what is left when nothing blocks. */
interface Member {
  cloud: PrivateCloud
  network: VirtualNetwork
}

/**
 * Plans the connections of the clouds as observed, in the order they were named (centre first in a star).
 * A blocker on any of them refuses the whole: they were all named outright.
 */
export function planConnect(topology: Topology, observed: readonly ObservedCloud[]): Planned {
  const pairs = pairsOf(topology, observed.length)
  const findings = preflight(observed, pairs)
  const blockers = findings.filter((finding) => finding.severity === 'blocker')
  if (blockers.length > 0) return { ok: false, blockers }
  const names: GivenNames = new Map()
  const connections = pairs.map(([a, b]) => planConnection(member(observed[a]), member(observed[b]), names))
  const fingerprint = planFingerprint('connect', connections, findings)
  return { ok: true, plan: { operation: 'connect', topology, connections, findings, fingerprint } }
}

/** The plan of one connection. Both sides must have a VNet: the preflight blocks everything else. */
function planConnection(a: Member, b: Member, names: GivenNames): PlannedConnection {
  const connection = {
    a: side(a, b),
    b: side(b, a),
    scope: sameRegion(a.network, b.network) ? ('local' as const) : ('global' as const),
    stateBefore: connectionState(a.network, b.network),
    writes: writesBetween(a, b, names),
  }
  return { ...connection, fingerprint: connectionFingerprint(connection) }
}

const flagsOfNewPeering: PeeringFlags = {
  allowVirtualNetworkAccess: true,
  allowForwardedTraffic: false,
  allowGatewayTransit: false,
  useRemoteGateways: false,
}

/** The names of new peerings that the plan has given on each VNet so far, lower case. */
type GivenNames = Map<string, string[]>

function writesBetween(a: Member, b: Member, names: GivenNames): PlannedWrite[] {
  const onA = peeringTowards(a.network, b.network.id)
  const onB = peeringTowards(b.network, a.network.id)
  const write = (from: Member, to: Member, existing: Peering | null, reason: Reason): PlannedWrite => ({
    kind: reason === 'out-of-sync' ? 'sync' : 'put',
    cloudName: from.cloud.name,
    networkId: from.network.id,
    networkName: from.network.name,
    remoteCloudName: to.cloud.name,
    remoteNetworkId: to.network.id,
    peeringName: existing?.name ?? newName(from, to, names),
    // A peering that is there keeps its flags: what somebody set on it was not asked about.
    flags: existing?.flags ?? flagsOfNewPeering,
    because: reason,
  })
  const [reasonA, reasonB] = reasons(onA, onB)
  const writes: PlannedWrite[] = []
  if (reasonA) writes.push(write(a, b, onA, reasonA))
  if (reasonB) writes.push(write(b, a, onB, reasonB))
  // A leftover must leave Disconnected before the other side can be made (RemotePeeringIsDisconnected names this cure).
  return writes.sort((x, y) => Number(y.because === 'disconnected') - Number(x.because === 'disconnected'))
}

function newName(from: Member, to: Member, names: GivenNames): string {
  const given = names.get(from.network.id) ?? []
  const name = peeringName(from, to, given)
  names.set(from.network.id, [...given, name.toLowerCase()])
  return name
}

export type Reason = PlannedWrite['because']

/** Why each side is written, or null where it is left alone. */
function reasons(a: Peering | null, b: Peering | null): [Reason | null, Reason | null] {
  return [reasonFor(a, b), reasonFor(b, a)]
}

/** Why the side `mine` must be written, given the other; null: it is fine, or comes right by itself. */
export function reasonFor(mine: Peering | null, theirs: Peering | null): Reason | null {
  if (!mine) return 'absent'
  if (mine.peeringState === 'Disconnected') return 'disconnected'
  if (mine.provisioningState === 'Failed' || mine.provisioningState === 'Canceled') return 'failed'
  // An Initiated side turns Connected by itself when the other is made; two of them need a push.
  if (mine.peeringState === 'Initiated') return theirs?.peeringState === 'Initiated' ? 'half-open' : null
  // The side that must learn the other's new address space shows LocalNotInSync, and is the one to sync.
  if (mine.syncLevel === 'LocalNotInSync' || mine.syncLevel === 'LocalAndRemoteNotInSync') return 'out-of-sync'
  return null
}

function side(mine: Member, theirs: Member): PlannedSide {
  return {
    cloudId: mine.cloud.id,
    cloudName: mine.cloud.name,
    resourceGroup: mine.cloud.resourceGroup,
    subscriptionId: mine.cloud.subscriptionId,
    location: mine.network.location,
    networkId: mine.network.id,
    networkName: mine.network.name,
    networkGuid: mine.network.resourceGuid,
    addressPrefixes: [...mine.network.addressPrefixes],
    existingPeering: peeringTowards(mine.network, theirs.network.id)?.name ?? null,
  }
}

function member(observed: ObservedCloud | undefined): Member {
  if (!observed?.network) throw new Error('planned a cloud without a virtual network: the preflight must block it')
  return { cloud: observed.cloud, network: observed.network }
}

/** Whether everything is up already. */
export function allConnected(plan: Plan): boolean {
  return plan.connections.every((connection) => connection.stateBefore === 'Connected')
}

/** Whether there is nothing to write, though Azure may still be about to finish what is under way. */
export function nothingToWrite(plan: Plan): boolean {
  return plan.connections.every((connection) => connection.writes.length === 0)
}

/** The private clouds of a plan by resource id, each once, in the plan's order. */
export function cloudIdsOf(plan: Plan): string[] {
  const ids: string[] = []
  for (const { a, b } of plan.connections)
    for (const { cloudId } of [a, b]) if (!ids.some((known) => sameId(known, cloudId))) ids.push(cloudId)
  return ids
}
