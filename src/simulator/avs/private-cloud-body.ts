import type { PrivateCloudRow } from '../state/records.ts'

/** The api-version that first showed a field (Microsoft's change log of Microsoft.AVS/privateClouds); older ones leave it out. */
const shownSince: Readonly<Record<string, string>> = {
  virtualNetworkId: '2023-09-01',
  dnsZoneType: '2023-09-01',
  extendedNetworkBlocks: '2023-03-01',
  vcfLicense: '2025-09-01',
}

/** The same for the fields of `managementCluster`. */
const clusterShownSince: Readonly<Record<string, string>> = { vsanDatastoreName: '2023-09-01' }

/** A private cloud as Microsoft.AVS writes it (REST spec examples PrivateClouds_Get and PrivateClouds_CreateOrUpdate_FleetNative). */
export function privateCloudBody(cloud: PrivateCloudRow, apiVersion: string): Record<string, unknown> {
  const properties = knownTo(apiVersion, cloud.properties, shownSince)
  const cluster = properties.managementCluster
  if (isObject(cluster)) properties.managementCluster = knownTo(apiVersion, cluster, clusterShownSince)
  return {
    id: cloud.id,
    location: cloud.location,
    name: cloud.name,
    properties,
    sku: { name: cloud.sku },
    tags: cloud.tags,
    type: 'Microsoft.AVS/privateClouds',
  }
}

function knownTo(
  apiVersion: string,
  fields: Readonly<Record<string, unknown>>,
  since: Readonly<Record<string, string>>,
): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => apiVersion >= (since[name] ?? '')))
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
