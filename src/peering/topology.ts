import type { Topology } from './plan.ts'

/**
 * Which two of n clouds are to be connected, by their places. Mesh and pair: every two. Star: the first with each other.
 */
export function pairsOf(topology: Topology, count: number): [number, number][] {
  const places = Array.from({ length: count }, (_, place) => place)
  const centres = topology === 'star' ? places.slice(0, 1) : places
  return centres.flatMap((a) => places.slice(a + 1).map((b): [number, number] => [a, b]))
}
