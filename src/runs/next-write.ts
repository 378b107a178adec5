/** What a run does next on a connection, from what Azure shows of it now. Pure. */
import { peeringTowards, stateOfSides } from '../peering/connection.ts'
import type { Peering, VirtualNetwork } from '../peering/model.ts'
import type { PlannedConnection, PlannedWrite } from '../peering/plan.ts'
import { reasonFor } from '../peering/plan-connect.ts'

export type Next =
  /** Both sides are Connected, FullyInSync and Succeeded. */
  | { kind: 'proven' }
  /** Azure is at work, or shows a change late: look again soon. */
  | { kind: 'wait' }
  | { kind: 'write'; write: PlannedWrite }
  /** Something would have to be written that nobody approved. */
  | { kind: 'not-approved' }

/**
 * A run looks, does the one next write and looks again, until both sides are proven: so it makes no difference whether
 * it has just begun, was killed half way, or an answer was lost. Only what the plan holds is written, and a sync of a
 * side that the plan has connected.
 */
export function nextWrite(plan: PlannedConnection, a: VirtualNetwork, b: VirtualNetwork): Next {
  const [onA, onB] = [peeringTowards(a, b.id), peeringTowards(b, a.id)]
  const state = stateOfSides(onA, onB)
  if (state === 'Connected') return { kind: 'proven' }
  if (state === 'Updating') return { kind: 'wait' }
  const needs = [
    { networkId: plan.a.networkId, mine: onA, reason: reasonFor(onA, onB) },
    { networkId: plan.b.networkId, mine: onB, reason: reasonFor(onB, onA) },
  ].filter((need) => need.reason !== null)
  // A leftover leaves Disconnected first: the other side cannot be made before (RemotePeeringIsDisconnected).
  needs.sort((x, y) => Number(y.reason === 'disconnected') - Number(x.reason === 'disconnected'))
  const [first] = needs
  if (!first) return { kind: 'wait' }
  const planned = plan.writes.find((write) => write.networkId === first.networkId)
  if (first.reason === 'out-of-sync') return sync(plan, first.networkId, first.mine)
  return planned ? { kind: 'write', write: { ...planned, kind: 'put' } } : { kind: 'not-approved' }
}

function sync(plan: PlannedConnection, networkId: string, mine: Peering | null): Next {
  if (!mine) return { kind: 'wait' }
  const [from, to] = plan.a.networkId === networkId ? [plan.a, plan.b] : [plan.b, plan.a]
  return {
    kind: 'write',
    write: {
      kind: 'sync',
      cloudName: from.cloudName,
      networkId: from.networkId,
      networkName: from.networkName,
      remoteCloudName: to.cloudName,
      remoteNetworkId: to.networkId,
      peeringName: mine.name,
      flags: mine.flags,
      because: 'out-of-sync',
    },
  }
}
