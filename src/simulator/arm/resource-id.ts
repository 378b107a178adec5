/** The parts of `/subscriptions/{s}/resourceGroups/{g}/providers/{namespace}/{type}/{name}[/{childType}/{childName}]`. */
export interface ResourceIdParts {
  subscriptionId: string
  resourceGroup: string
  namespace: string
  type: string
  name: string
}

const pattern = /^\/subscriptions\/([^/]+)\/resourceGroups\/([^/]+)\/providers\/([^/]+)\/([^/]+)\/([^/]+)$/i

/** Takes a top-level resource id apart, in any casing; null if it is not one. */
export function parseResourceId(id: string): ResourceIdParts | null {
  const [, subscriptionId, resourceGroup, namespace, type, name] = pattern.exec(id) ?? []
  if (!subscriptionId || !resourceGroup || !namespace || !type || !name) return null
  return { subscriptionId, resourceGroup, namespace, type, name }
}

export const resourceGroupId = (subscriptionId: string, name: string): string =>
  `/subscriptions/${subscriptionId}/resourceGroups/${name}`

export const networkId = (subscriptionId: string, group: string, name: string): string =>
  `${resourceGroupId(subscriptionId, group)}/providers/Microsoft.Network/virtualNetworks/${name}`

export const peeringId = (network: string, name: string): string => `${network}/virtualNetworkPeerings/${name}`

export const privateCloudId = (subscriptionId: string, group: string, name: string): string =>
  `${resourceGroupId(subscriptionId, group)}/providers/Microsoft.AVS/privateClouds/${name}`
