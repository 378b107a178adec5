/** Whether what was approved is still what would be done. */

import type { PlanChange } from '../chat/text/outcome.ts'
import type { CloudList } from '../clouds/cloud-list.ts'
import { observe } from '../clouds/observe.ts'
import type { AzureReader } from '../clouds/ports.ts'
import { AzureFault } from '../peering/azure-fault.ts'
import type { ObservedCloud, VirtualNetwork } from '../peering/model.ts'
import type { Finding, Plan, PlannedConnection } from '../peering/plan.ts'
import { cloudIdsOf, planConnect } from '../peering/plan-connect.ts'
import { missingPrefixes } from '../peering/prefixes.ts'
import { parseResourceId, sameId } from '../peering/resource-id.ts'

/** Plans the same wish again from what Azure shows now. Null: the plan is the same. Throws `AzureFault`. */
export async function changeOfPlan(plan: Plan, clouds: CloudList, reader: AzureReader): Promise<PlanChange | null> {
  const present = await clouds.reread()
  const wanted = cloudIdsOf(plan).map((id) => present.find((cloud) => sameId(cloud.id, id)))
  refuseToGuess(
    cloudIdsOf(plan).filter((_, place) => !wanted[place]),
    clouds,
  )
  const missing = cloudNames(plan).filter((_, place) => !wanted[place])
  if (missing.length > 0) return { kind: 'clouds-gone', clouds: missing }
  const again = planConnect(
    plan.topology,
    await observe(
      wanted.filter((cloud) => cloud !== undefined),
      reader,
    ),
  )
  if (!again.ok) {
    waitOut(again.blockers)
    return { kind: 'blocked', findings: again.blockers }
  }
  return again.plan.fingerprint === plan.fingerprint ? null : difference(plan, again.plan)
}

/** The same for one connection, under its leases, before its first write: judged by its own part. Throws `AzureFault`. */
export function connectionChanged(plan: PlannedConnection, a: ObservedCloud, b: ObservedCloud): PlanChange | null {
  const again = planConnect('pair', [a, b])
  if (!again.ok) {
    waitOut(again.blockers)
    return { kind: 'blocked', findings: again.blockers }
  }
  return again.plan.connections[0]?.fingerprint === plan.fingerprint ? null : { kind: 'other' }
}

/**
 * Whether both VNets are the ones of the plan, with the address spaces of the plan. What the run writes changes neither,
 * so this holds through the whole run or the approval is void.
 */
export function sameGround(plan: PlannedConnection, seen: { a: VirtualNetwork; b: VirtualNetwork }): boolean {
  return [
    { planned: plan.a, now: seen.a },
    { planned: plan.b, now: seen.b },
  ].every(
    ({ planned, now }) =>
      planned.networkGuid.toLowerCase() === now.resourceGuid.toLowerCase() &&
      missingPrefixes(planned.addressPrefixes, now.addressPrefixes).length === 0 &&
      missingPrefixes(now.addressPrefixes, planned.addressPrefixes).length === 0,
  )
}

/** What only needs waiting is no change: it is thrown as a fault that passes. */
function waitOut(blockers: readonly Finding[]): void {
  if (!blockers.every((finding) => finding.code === 'peering-busy')) return
  throw new AzureFault({
    code: 'AnotherOperationInProgress',
    message: 'a peering between the networks is being updated',
    faultClass: 'retry',
  })
}

/** A private cloud whose subscription cannot be read now is not gone: that is a fault that passes. */
export function refuseToGuess(ids: readonly string[], clouds: CloudList): void {
  const unread = clouds
    .unreadable()
    .find(({ subscriptionId }) =>
      ids.some((id) => parseResourceId(id)?.subscriptionId.toLowerCase() === subscriptionId.toLowerCase()),
    )
  if (unread) throw unread.fault
}

/** In the order of `cloudIdsOf`. */
function cloudNames(plan: Plan): string[] {
  const sides = plan.connections.flatMap(({ a, b }) => [a, b])
  return cloudIdsOf(plan).map((id) => sides.find((side) => sameId(side.cloudId, id))?.cloudName ?? id)
}

/** What differs, as far as it can be told in a sentence. */
function difference(before: Plan, now: Plan): PlanChange {
  const sides = (plan: Plan) => plan.connections.flatMap(({ a, b }) => [a, b])
  for (const was of sides(before)) {
    const is = sides(now).find((side) => sameId(side.cloudId, was.cloudId))
    if (!is) continue
    if (is.networkGuid !== was.networkGuid || !sameId(is.networkId, was.networkId))
      return { kind: 'network-replaced', cloud: was.cloudName }
    const added = is.addressPrefixes.filter((prefix) => !was.addressPrefixes.includes(prefix))
    const removed = was.addressPrefixes.filter((prefix) => !is.addressPrefixes.includes(prefix))
    if (added.length + removed.length > 0) return { kind: 'address-space', cloud: was.cloudName, added, removed }
  }
  const peerings = before.connections.find((connection, place) => {
    return connection.stateBefore !== now.connections[place]?.stateBefore
  })
  return peerings ? { kind: 'peerings', clouds: [peerings.a.cloudName, peerings.b.cloudName] } : { kind: 'other' }
}
