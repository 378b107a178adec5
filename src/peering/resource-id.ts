/** ARM resource ids. They are case-insensitive: compared lower-cased, kept as Azure wrote them. */
import type { ResourceId } from './model.ts'

export interface ResourceIdParts {
  subscriptionId: string
  resourceGroup: string
  /** The last name in the id. */
  name: string
}

const shape =
  /^\/subscriptions\/([^/]+)\/resourceGroups\/([^/]+)\/providers\/[^/]+(?:\/[^/]+\/[^/]+)*\/[^/]+\/([^/]+)$/i

/** The parts of a resource id, or null if it is none. */
export function parseResourceId(id: string): ResourceIdParts | null {
  const [, subscriptionId, resourceGroup, name] = shape.exec(id) ?? []
  return subscriptionId && resourceGroup && name ? { subscriptionId, resourceGroup, name } : null
}

export function sameId(a: ResourceId, b: ResourceId): boolean {
  return a.toLowerCase() === b.toLowerCase()
}
