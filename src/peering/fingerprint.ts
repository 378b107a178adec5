/** The fingerprint of a plan: what an approval is bound to. */
import { createHash } from 'node:crypto'
import type { Finding, PlannedConnection, PlannedSide } from './plan.ts'

/**
 * Over one connection: its writes with their flags, and of both sides identity (id, resourceGuid) and address space.
 * Not over etags and provisioning states, nor the order in which Azure lists prefixes or the clouds were named.
 */
export function connectionFingerprint(connection: Omit<PlannedConnection, 'fingerprint'>): string {
  const sides = [side(connection.a), side(connection.b)].sort(byText)
  const writes = connection.writes.map((write) => ({
    kind: write.kind,
    on: write.networkId.toLowerCase(),
    to: write.remoteNetworkId.toLowerCase(),
    name: write.peeringName.toLowerCase(),
    flags: write.flags,
    because: write.because,
  }))
  return digest({ sides, writes: writes.sort(byText), scope: connection.scope })
}

/** Over a whole plan: its connections and the codes of its findings but the passing ones, whatever their order. */
export function planFingerprint(
  operation: string,
  connections: readonly PlannedConnection[],
  findings: readonly Finding[],
): string {
  return digest({
    operation,
    connections: connections.map((connection) => connection.fingerprint).sort(),
    findings: findings
      .filter((finding) => !passing.has(finding.code))
      .map((finding) => `${finding.code} ${[...finding.clouds].sort().join(' ')}`)
      .sort(),
  })
}

/** A VNet that is Updating while the plan is made or checked is waited for, and is no other plan. */
const passing: ReadonlySet<Finding['code']> = new Set(['network-not-ready'])

function side(planned: PlannedSide) {
  return {
    network: planned.networkId.toLowerCase(),
    guid: planned.networkGuid.toLowerCase(),
    prefixes: [...planned.addressPrefixes].sort(),
  }
}

function byText(a: object, b: object): number {
  const [left, right] = [JSON.stringify(a), JSON.stringify(b)]
  return left < right ? -1 : left > right ? 1 : 0
}

/** The values are built above with their keys in one order, so their JSON is canonical. */
function digest(value: object): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex')
}
