/**
 * The preflight: everything that is known before anybody is asked, as findings.
 * Each check is one function from what was observed to findings; the lists below are all there is.
 */
import { peeringTowards, sameRegion, stateOfSides } from './connection.ts'
import type { ObservedCloud, Peering, VirtualNetwork } from './model.ts'
import type { Finding } from './plan.ts'
import { overlappingPrefixes } from './prefixes.ts'
import { sameId } from './resource-id.ts'
import { pairsOf } from './topology.ts'

type CloudCheck = (observed: ObservedCloud) => Finding[]
type PairCheck = (a: Networked, b: Networked) => Finding[]

interface Networked {
  cloud: ObservedCloud['cloud']
  network: VirtualNetwork
}

/** Findings for the clouds as named, and for each two of them that are to be connected (by their places). */
export function preflight(
  observed: readonly ObservedCloud[],
  pairs: readonly (readonly [number, number])[],
): Finding[] {
  const aboutClouds = observed.flatMap(preflightCloud)
  const joined = new Set(pairs.map(([a, b]) => `${a} ${b}`))
  const aboutPairs = pairsOf('mesh', observed.length).flatMap(([a, b]) => {
    const [first, second] = [networked(observed[a]), networked(observed[b])]
    if (!first || !second) return []
    // Two points of a star are not connected, but both end up peered with its centre: they must not overlap either.
    const checks = joined.has(`${a} ${b}`) ? pairChecks : [overlap]
    return checks.flatMap((check) => check(first, second))
  })
  return [...aboutClouds, ...aboutPairs]
}

/** What stands in the way of one cloud, whatever it is to be connected with. */
export function preflightCloud(observed: ObservedCloud): Finding[] {
  return cloudChecks.flatMap((check) => check(observed))
}

const gen1: CloudCheck = ({ cloud }) => (cloud.virtualNetworkId ? [] : [finding('gen1', 'blocker', [cloud.name], {})])

const cloudNotReady: CloudCheck = ({ cloud }) =>
  cloud.virtualNetworkId && cloud.provisioningState !== 'Succeeded'
    ? [finding('cloud-not-ready', 'blocker', [cloud.name], { state: cloud.provisioningState })]
    : []

const networkMissing: CloudCheck = ({ cloud, network }) =>
  cloud.virtualNetworkId && !network
    ? [finding('network-missing', 'blocker', [cloud.name], { network: cloud.virtualNetworkId })]
    : []

const networkNotReady: CloudCheck = ({ cloud, network }) =>
  network && network.provisioningState !== 'Succeeded'
    ? [
        finding('network-not-ready', network.provisioningState === 'Updating' ? 'warning' : 'blocker', [cloud.name], {
          network: network.name,
          state: network.provisioningState,
        }),
      ]
    : []

const cloudChecks: readonly CloudCheck[] = [gen1, cloudNotReady, networkMissing, networkNotReady]

const sameNetwork: PairCheck = (a, b) =>
  sameId(a.network.id, b.network.id)
    ? [finding('same-network', 'blocker', [a.cloud.name, b.cloud.name], { network: a.network.name })]
    : []

const overlap: PairCheck = (a, b) => {
  if (sameId(a.network.id, b.network.id)) return []
  const found = overlappingPrefixes(a.network.addressPrefixes, b.network.addressPrefixes)
  return found.length > 0
    ? [finding('overlap', 'blocker', [a.cloud.name, b.cloud.name], { prefixes: pairsInWords(found) })]
    : []
}

/** Azure also refuses a VNet that overlaps a third one which the other is peered with already. */
const overlapWithPeered: PairCheck = (a, b) => [...thirdOverlaps(a, b), ...thirdOverlaps(b, a)]

function thirdOverlaps(mine: Networked, theirs: Networked): Finding[] {
  return theirs.network.peerings.flatMap((peering) => {
    if (sameId(peering.remoteVirtualNetworkId, mine.network.id)) return []
    const found = overlappingPrefixes(mine.network.addressPrefixes, peering.currentRemotePrefixes)
    if (found.length === 0) return []
    const facts = { prefixes: pairsInWords(found), third: peering.remoteVirtualNetworkId.split('/').at(-1) ?? '' }
    return [finding('overlap-with-peered', 'blocker', [mine.cloud.name, theirs.cloud.name], facts)]
  })
}

const globalPeering: PairCheck = (a, b) =>
  sameRegion(a.network, b.network)
    ? []
    : [
        finding('global-peering', 'warning', [a.cloud.name, b.cloud.name], {
          regions: `${a.network.location}, ${b.network.location}`,
        }),
      ]

const crossSubscription: PairCheck = (a, b) =>
  a.cloud.subscriptionId.toLowerCase() === b.cloud.subscriptionId.toLowerCase()
    ? []
    : [finding('cross-subscription', 'note', [a.cloud.name, b.cloud.name], {})]

/** What is there already between the two, and what becomes of it. */
const existing: PairCheck = (a, b) => {
  const [onA, onB] = [peeringTowards(a.network, b.network.id), peeringTowards(b.network, a.network.id)]
  const names = [a.cloud.name, b.cloud.name]
  switch (stateOfSides(onA, onB)) {
    case 'Connected':
      return [finding('already-connected', 'note', names, {})]
    case 'OutOfSync':
      return [finding('out-of-sync', 'note', names, {})]
    case 'HalfOpen':
      return [finding('half-open', 'note', names, { peering: (onA ?? onB)?.name ?? '' })]
    case 'Disconnected':
      return [finding('disconnected', 'warning', names, { peering: leftover(onA, onB)?.name ?? '' })]
    case 'Updating':
      return [finding('peering-busy', 'blocker', names, {})]
    default:
      return []
  }
}

const differentFlags: PairCheck = (a, b) =>
  [
    { side: a, peering: peeringTowards(a.network, b.network.id) },
    { side: b, peering: peeringTowards(b.network, a.network.id) },
  ].flatMap(({ side, peering }) =>
    peering && !peering.flags.allowVirtualNetworkAccess
      ? [finding('different-flags', 'warning', [side.cloud.name], { peering: peering.name })]
      : [],
  )

/** A PUT of ours would join the whole VNets: what somebody has limited on purpose is not for us to open. */
const subnetPeering: PairCheck = (a, b) =>
  [peeringTowards(a.network, b.network.id), peeringTowards(b.network, a.network.id)].flatMap((peering) =>
    peering && !peering.complete
      ? [finding('subnet-peering', 'blocker', [a.cloud.name, b.cloud.name], { peering: peering.name })]
      : [],
  )

const pairChecks: readonly PairCheck[] = [
  sameNetwork,
  overlap,
  overlapWithPeered,
  globalPeering,
  crossSubscription,
  existing,
  differentFlags,
  subnetPeering,
]

function leftover(a: Peering | null, b: Peering | null): Peering | null {
  return [a, b].find((peering) => peering?.peeringState === 'Disconnected') ?? null
}

function finding(
  code: Finding['code'],
  severity: Finding['severity'],
  clouds: string[],
  facts: Record<string, string>,
): Finding {
  return { code, severity, clouds, facts }
}

function networked(observed: ObservedCloud | undefined): Networked | null {
  return observed?.network ? { cloud: observed.cloud, network: observed.network } : null
}

/** `10.10.0.0/22` where both are the same, else `10.10.0.0/22 (overlaps 10.10.1.0/24)`. */
function pairsInWords(pairs: readonly { mine: string; theirs: string }[]): string {
  return pairs.map(({ mine, theirs }) => (mine === theirs ? mine : `${mine} (overlaps ${theirs})`)).join(', ')
}
