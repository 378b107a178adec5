/** What a request is for, in the words in which it could be typed. */
import type { Operation, Topology } from '../../peering/plan.ts'
import { escapeText } from './escape.ts'
import { firstFew } from './lists.ts'

interface Joined {
  a: { cloudName: string }
  b: { cloudName: string }
}

export interface Wished {
  operation: Operation
  topology: Topology
  connections: readonly Joined[]
}

/** `connect cloudA to cloudB`; `connect cloudA, cloudB and cloudC`; at most four names, the rest is counted. */
export function wishInWords({ operation, topology, connections }: Wished): string {
  if (topology === 'mesh') return `${operation} ${firstFew(cloudsOf(connections), shown)}`
  const centre = escapeText(connections[0]?.a.cloudName ?? '')
  const others = connections.map(({ b }) => escapeText(b.cloudName))
  return `${operation} ${centre} to ${firstFew(others, shown)}`
}

const shown = 4

/** The names of the private clouds, each once, in order (the centre of a star first), escaped. */
export function cloudsOf(connections: readonly Joined[]): string[] {
  return [...new Set(connections.flatMap(({ a, b }) => [a.cloudName, b.cloudName]))].map(escapeText)
}
