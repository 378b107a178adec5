import { networkId, peeringId, privateCloudId, resourceGroupId } from '../arm/resource-id.ts'
import { peeringGuid } from '../network/resource-guid.ts'
import { type Change, keyOf, type NetworkRow, type PeeringRow, type Rows, type TableName } from '../state/records.ts'
import { type Estate, type EstateCloud, networkNameOf } from './estate-file.ts'
import { generation2Subnets, privateCloudProperties } from './private-cloud-properties.ts'
import { seededGuid } from './seeded-guid.ts'

/** The rows of the first start. Private clouds without a resource group of their own name get `rg-NAME`. */
export function seedRows(estate: Estate): Change[] {
  const networks = seedNetworks(estate)
  const peerings = seedPeerings(estate, networks)
  return [
    ...rows(
      'tenants',
      estate.tenants,
      ({ id }) => id,
      ({ id, name, domain }) => ({
        tenantId: id,
        displayName: name,
        defaultDomain: domain,
      }),
    ),
    ...rows(
      'applications',
      estate.applications,
      ({ clientId }) => clientId,
      ({ tenant, secret, ...rest }) => ({
        ...rest,
        tenantId: tenant,
        secret: secret ?? null,
      }),
    ),
    ...rows(
      'subscriptions',
      estate.subscriptions,
      ({ id }) => id,
      ({ id, name, tenant }) => ({
        subscriptionId: id,
        displayName: name,
        tenantId: tenant,
      }),
    ),
    ...seedResourceGroups(estate),
    ...rows(
      'networks',
      networks.map(({ row }) => row),
      ({ id }) => id,
      (row) => row,
    ),
    ...rows(
      'privateClouds',
      estate.privateClouds.map(seedCloud),
      ({ id }) => id,
      (row) => row,
    ),
    ...rows(
      'peerings',
      peerings,
      ({ id }) => id,
      (row) => row,
    ),
  ]
}

function rows<T extends TableName, I>(
  table: T,
  items: readonly I[],
  id: (item: I) => string,
  row: (item: I) => Rows[T],
): Change[] {
  return items.map((item) => ({ table, key: keyOf(id(item)), value: row(item) }) as Change)
}

const groupOf = (cloud: EstateCloud): string => cloud.resourceGroup ?? `rg-${cloud.name}`

function seedResourceGroups(estate: Estate): Change[] {
  const listed = estate.resourceGroups.map((group) => ({ ...group, subscriptionId: group.subscription }))
  const implied = [
    ...estate.privateClouds.map((cloud) => ({ name: groupOf(cloud), cloud })),
    ...estate.networks.map((network) => ({ name: network.resourceGroup, cloud: network })),
  ].map(({ name, cloud }) => ({ name, subscriptionId: cloud.subscription, region: cloud.region, tags: {} }))
  const byId = new Map<string, Change>()
  for (const { name, subscriptionId, region, tags } of [...listed, ...implied]) {
    const id = resourceGroupId(subscriptionId, name)
    if (byId.has(keyOf(id))) continue
    byId.set(keyOf(id), {
      table: 'resourceGroups',
      key: keyOf(id),
      value: { id, subscriptionId, name, location: region, tags },
    })
  }
  return [...byId.values()]
}

/** A VNet of the estate, with every name that a peering may call it by. */
interface SeededNetwork {
  row: NetworkRow
  names: readonly string[]
}

function seedNetworks(estate: Estate): SeededNetwork[] {
  const hosted = estate.privateClouds.flatMap((cloud) => {
    if (cloud.generation !== 2) return []
    const row = networkRow({
      name: networkNameOf(cloud),
      subscription: cloud.subscription,
      resourceGroup: groupOf(cloud),
      region: cloud.region,
      tags: cloud.tags,
      addressSpace: [cloud.networkBlock, ...cloud.segments],
      subnets: generation2Subnets(cloud.networkBlock),
      gateway: false,
      provisioningState: 'Succeeded',
    })
    return [{ row, names: [cloud.name, row.name] }]
  })
  return [...hosted, ...estate.networks.map((network) => ({ row: networkRow(network), names: [network.name] }))]
}

function networkRow(network: Estate['networks'][number]): NetworkRow {
  const id = networkId(network.subscription, network.resourceGroup, network.name)
  return {
    id,
    subscriptionId: network.subscription,
    resourceGroup: network.resourceGroup,
    name: network.name,
    location: network.region,
    tags: network.tags,
    etag: seededGuid(`${id} etag`),
    provisioningState: network.provisioningState,
    resourceGuid: seededGuid(id),
    addressPrefixes: network.addressSpace,
    dnsServers: [],
    subnets: network.subnets.map(({ name, prefix }) => ({ name, addressPrefix: prefix, properties: {} })),
    gatewayIds: network.gateway
      ? [`${id.replace(/virtualNetworks\/[^/]+$/, 'virtualNetworkGateways')}/gw-${network.name}`]
      : [],
    operationId: null,
  }
}

function seedCloud(cloud: EstateCloud): Rows['privateClouds'] {
  const group = groupOf(cloud)
  const hostedBy = cloud.generation === 2 ? networkId(cloud.subscription, group, networkNameOf(cloud)) : null
  return {
    id: privateCloudId(cloud.subscription, group, cloud.name),
    subscriptionId: cloud.subscription,
    resourceGroup: group,
    name: cloud.name,
    location: cloud.region,
    tags: cloud.tags,
    sku: cloud.generation === 2 ? 'av64' : cloud.sku,
    properties: privateCloudProperties(cloud, hostedBy),
  }
}

/** Both sides of each peering, in sync but for what a VNet has grown afterwards. Grows the rows of `networks` by that. */
function seedPeerings(estate: Estate, networks: SeededNetwork[]): PeeringRow[] {
  const find = (name: string): SeededNetwork | undefined =>
    networks.find(({ names }) => names.some((one) => one.toLowerCase() === name.toLowerCase()))
  const learntFrom = new Map(networks.map(({ row }) => [row.id, row.addressPrefixes]))

  for (const { grownAfterwards } of estate.peerings) {
    for (const [name, prefixes] of Object.entries(grownAfterwards)) {
      const grown = find(name)
      if (grown !== undefined) grown.row.addressPrefixes = [...grown.row.addressPrefixes, ...prefixes]
    }
  }
  return estate.peerings.flatMap(({ between, flags }) => {
    const [first, second] = between.map(find)
    if (first === undefined || second === undefined) return []
    const nameOf = (row: NetworkRow): string => (row === first.row ? between[0] : between[1])
    const side = (home: NetworkRow, remote: NetworkRow): PeeringRow => {
      const name = `${nameOf(home)}-to-${nameOf(remote)}`
      return {
        id: peeringId(home.id, name),
        networkId: home.id,
        name,
        remoteNetworkId: remote.id,
        provisioningState: 'Succeeded',
        resourceGuid: peeringGuid(home.resourceGuid, remote.resourceGuid),
        peeringState: 'Connected',
        ...flags,
        doNotVerifyRemoteGateways: false,
        peerCompleteVnets: true,
        learntPrefixes: learntFrom.get(remote.id) ?? remote.addressPrefixes,
        operationId: null,
      }
    }
    return [side(first.row, second.row), side(second.row, first.row)]
  })
}
