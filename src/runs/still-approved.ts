/** Whether what was approved is still what would be done. */

import type { PlanChange } from '../chat/text/outcome.ts'
import type { CloudList } from '../clouds/cloud-list.ts'
import { observe } from '../clouds/observe.ts'
import type { AzureReader } from '../clouds/ports.ts'
import type { ObservedCloud } from '../peering/model.ts'
import type { Plan, PlannedConnection } from '../peering/plan.ts'
import { cloudIdsOf, planConnect } from '../peering/plan-connect.ts'
import { sameId } from '../peering/resource-id.ts'

/** Plans the same wish again from what Azure shows now. Null: the plan is the same. Throws `AzureFault`. */
export async function changeOfPlan(plan: Plan, clouds: CloudList, reader: AzureReader): Promise<PlanChange | null> {
  const present = await clouds.reread()
  const wanted = cloudIdsOf(plan).map((id) => present.find((cloud) => sameId(cloud.id, id)))
  const missing = cloudNames(plan).filter((_, place) => !wanted[place])
  if (missing.length > 0) return { kind: 'clouds-gone', clouds: missing }
  const again = planConnect(
    plan.topology,
    await observe(
      wanted.filter((cloud) => cloud !== undefined),
      reader,
    ),
  )
  if (!again.ok) return { kind: 'blocked', findings: again.blockers }
  return again.plan.fingerprint === plan.fingerprint ? null : difference(plan, again.plan)
}

/** The same for one connection, under its leases, before its first write: judged by its own part of the plan. */
export function connectionChanged(plan: PlannedConnection, a: ObservedCloud, b: ObservedCloud): PlanChange | null {
  const again = planConnect('pair', [a, b])
  if (!again.ok) return { kind: 'blocked', findings: again.blockers }
  return again.plan.connections[0]?.fingerprint === plan.fingerprint ? null : { kind: 'other' }
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
