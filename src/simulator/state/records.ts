/**
 * Everything the simulated Azure remembers, as plain rows. A row's key is its ARM id (or GUID) in lower case, because ARM ids are
 * case-insensitive; the row keeps the casing that it was made with.
 */

export type Tags = Readonly<Record<string, string>>

export interface TenantRow {
  tenantId: string
  displayName: string
  defaultDomain: string
}

/** A directory identity that may ask for tokens; one that is not listed here gets an object id made from its client id. */
export interface ApplicationRow {
  clientId: string
  objectId: string
  tenantId: string
  /** Null: any secret is accepted. */
  secret: string | null
  /** The identity that the managed-identity endpoint answers for when the caller names none. */
  managedIdentity: boolean
}

export interface SubscriptionRow {
  subscriptionId: string
  displayName: string
  tenantId: string
}

export interface ResourceGroupRow {
  id: string
  subscriptionId: string
  name: string
  location: string
  tags: Tags
}

export interface SubnetRow {
  name: string
  addressPrefix: string
  /** Whatever else was put on the subnet, echoed. */
  properties: Readonly<Record<string, unknown>>
}

export interface NetworkRow {
  id: string
  subscriptionId: string
  resourceGroup: string
  name: string
  location: string
  tags: Tags
  /** A GUID; on the wire `W/"guid"`, shared by the VNet and its subnets and peerings (recorded by azure-cli, 2021). */
  etag: string
  /** The state at rest; while a write occupies the VNet it shows as Updating. */
  provisioningState: string
  resourceGuid: string
  addressPrefixes: readonly string[]
  dnsServers: readonly string[]
  subnets: readonly SubnetRow[]
  /** Ids of the gateways in the VNet, for `useRemoteGateways`. */
  gatewayIds: readonly string[]
  /** The write that touched it last, or null. */
  operationId: string | null
}

export type PeeringState = 'Initiated' | 'Connected' | 'Disconnected'

export interface PeeringRow {
  id: string
  networkId: string
  name: string
  remoteNetworkId: string
  provisioningState: string
  resourceGuid: string
  peeringState: PeeringState
  allowVirtualNetworkAccess: boolean
  allowForwardedTraffic: boolean
  allowGatewayTransit: boolean
  useRemoteGateways: boolean
  doNotVerifyRemoteGateways: boolean
  peerCompleteVnets: boolean
  /** The remote address space as this side last learnt it (`remoteAddressSpace`). */
  learntPrefixes: readonly string[]
  operationId: string | null
}

export interface PrivateCloudRow {
  id: string
  subscriptionId: string
  resourceGroup: string
  name: string
  location: string
  tags: Tags
  sku: string
  /** As on the wire, in its order, with every field that the newest api-version has; `provisioningState` included. */
  properties: Readonly<Record<string, unknown>>
}

export interface OperationFailure {
  code: string
  message: string
}

/** A long-running operation that ARM has accepted. It ends at `endsAt`, in this process or in the next. */
export interface OperationRow {
  id: string
  subscriptionId: string
  location: string
  /** As the lock answers name it, e.g. `PutVirtualNetworkPeeringOperation`. */
  name: string
  kind: 'put-peering' | 'delete-peering' | 'put-network' | 'delete-network'
  targetId: string
  networkId: string
  /** ISO times. */
  startedAt: string
  endsAt: string
  status: 'InProgress' | 'Succeeded' | 'Failed'
  /** Set by an injected fault: the operation will end Failed, with this. */
  failure: OperationFailure | null
}

export interface Rows {
  tenants: TenantRow
  applications: ApplicationRow
  subscriptions: SubscriptionRow
  resourceGroups: ResourceGroupRow
  networks: NetworkRow
  peerings: PeeringRow
  privateClouds: PrivateCloudRow
  operations: OperationRow
}

export type TableName = keyof Rows

export const tableNames = [
  'tenants',
  'applications',
  'subscriptions',
  'resourceGroups',
  'networks',
  'peerings',
  'privateClouds',
  'operations',
] as const satisfies readonly TableName[]

/** One row written or (value null) removed. */
export type Change = { [T in TableName]: { table: T; key: string; value: Rows[T] | null } }[TableName]

/** The key of a row: its id in lower case. */
export const keyOf = (id: string): string => id.toLowerCase()
