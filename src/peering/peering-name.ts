import { createHash } from 'node:crypto'
import type { PrivateCloud, VirtualNetwork } from './model.ts'

/**
 * The name of a new peering: `cloudA-to-cloudB`. Unique within the VNet; where it is taken by a peering to another
 * network, or given to one in the same plan (`given`, lower case), a short hash of the remote id is added. Azure's rule: up to 80 characters, begins with a word character,
 * ends with a word character or `_`, else word characters and `. - _` (Microsoft docs: resource name rules).
 */
export function peeringName(
  from: { cloud: PrivateCloud; network: VirtualNetwork },
  to: { cloud: PrivateCloud; network: VirtualNetwork },
  given: readonly string[],
): string {
  const plain = shorten(`${from.cloud.name}-to-${to.cloud.name}`, 80)
  const names = [...from.network.peerings.map((peering) => peering.name.toLowerCase()), ...given]
  const taken = names.includes(plain.toLowerCase())
  if (!taken) return plain
  const hash = createHash('sha256').update(to.network.id.toLowerCase()).digest('hex').slice(0, 8)
  return `${shorten(plain, 71)}-${hash}`
}

function shorten(name: string, length: number): string {
  return name
    .replace(/[^\w.-]/g, '-')
    .replace(/^[^\w]+/, '')
    .slice(0, length)
    .replace(/[^\w]+$/, '')
}
