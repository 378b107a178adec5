/** From what somebody typed to the private cloud that they mean. */
import type { PrivateCloud } from '../peering/model.ts'
import { sameId } from '../peering/resource-id.ts'

export type Resolved =
  | { ok: true; cloud: PrivateCloud }
  | { ok: false; reason: 'unknown' }
  /** Several private clouds have the name. */
  | { ok: false; reason: 'ambiguous'; choices: readonly PrivateCloud[] }

/** Takes a name, `group/name` or `subscription/group/name`, or a resource id; case does not matter. */
export function resolveName(typed: string, clouds: readonly PrivateCloud[]): Resolved {
  const matches = clouds.filter((cloud) => isCalled(cloud, typed))
  const [first, second] = matches
  if (!first) return { ok: false, reason: 'unknown' }
  return second ? { ok: false, reason: 'ambiguous', choices: matches } : { ok: true, cloud: first }
}

function isCalled(cloud: PrivateCloud, typed: string): boolean {
  if (typed.startsWith('/')) return sameId(cloud.id, typed)
  const wanted = typed.toLowerCase().split('/')
  const full = [cloud.subscriptionId, cloud.resourceGroup, cloud.name].map((part) => part.toLowerCase())
  return wanted.length <= full.length && wanted.every((part, place) => part === full.at(place - wanted.length))
}

/** The shortest way to write a private cloud that means no other: name, `group/name`, or the resource id. */
export function shortestName(cloud: PrivateCloud, clouds: readonly PrivateCloud[]): string {
  const candidates = [cloud.name, `${cloud.resourceGroup}/${cloud.name}`]
  return candidates.find((candidate) => resolveName(candidate, clouds).ok) ?? cloud.id
}
