/**
 * What a request would do: the exact writes, per connection, with what was observed when the plan was made.
 * Stored with the request; the schemas are how it is read back.
 */
import { z } from 'zod/v4'

export const operationSchema = z.enum(['connect'])
export type Operation = z.infer<typeof operationSchema>

/** How the named clouds are joined: every two of them (pair, mesh), or the first with each of the others (star). */
export const topologySchema = z.enum(['pair', 'mesh', 'star'])
export type Topology = z.infer<typeof topologySchema>

export const scopeSchema = z.enum(['local', 'global'])

export const connectionStateSchema = z.enum([
  'Connected',
  'OutOfSync',
  'HalfOpen',
  'Disconnected',
  'Updating',
  'Failed',
  'None',
])

export const peeringFlagsSchema = z.object({
  allowVirtualNetworkAccess: z.boolean(),
  allowForwardedTraffic: z.boolean(),
  allowGatewayTransit: z.boolean(),
  useRemoteGateways: z.boolean(),
})

/** One write to Azure, on one side of a connection. `sync` is the same PUT with syncRemoteAddressSpace=true. */
export const plannedWriteSchema = z.object({
  kind: z.enum(['put', 'sync']),
  cloudName: z.string(),
  networkId: z.string(),
  networkName: z.string(),
  remoteCloudName: z.string(),
  remoteNetworkId: z.string(),
  peeringName: z.string(),
  flags: peeringFlagsSchema,
  because: z.enum(['absent', 'half-open', 'disconnected', 'out-of-sync', 'failed']),
})
export type PlannedWrite = z.infer<typeof plannedWriteSchema>

/** One side of a planned connection as it was observed. */
export const plannedSideSchema = z.object({
  cloudId: z.string(),
  cloudName: z.string(),
  resourceGroup: z.string(),
  subscriptionId: z.string(),
  location: z.string(),
  networkId: z.string(),
  networkName: z.string(),
  networkGuid: z.string(),
  addressPrefixes: z.array(z.string()),
  /** The name of the peering towards the other side that was there already. */
  existingPeering: z.string().nullable(),
})
export type PlannedSide = z.infer<typeof plannedSideSchema>

export const plannedConnectionSchema = z.object({
  a: plannedSideSchema,
  b: plannedSideSchema,
  scope: scopeSchema,
  stateBefore: connectionStateSchema,
  /** In the order in which they are made. Empty: the connection is up already and is left alone. */
  writes: z.array(plannedWriteSchema),
  /** Over this connection's own part, so that what a run has written elsewhere makes nothing stale. */
  fingerprint: z.string(),
})
export type PlannedConnection = z.infer<typeof plannedConnectionSchema>

export const findingCodeSchema = z.enum([
  'gen1',
  'cloud-not-ready',
  'network-missing',
  'network-not-ready',
  'same-network',
  'overlap',
  'overlap-with-peered',
  'peering-busy',
  'global-peering',
  'cross-subscription',
  'already-connected',
  'out-of-sync',
  'half-open',
  'disconnected',
  'different-flags',
  'subnet-peering',
])
/** Stable; the sentence for people is made from it in `chat/text/findings.ts`. */
export type FindingCode = z.infer<typeof findingCodeSchema>

/** One result of the preflight: a blocker refuses the request, a warning or note is shown to those who decide. */
export const findingSchema = z.object({
  code: findingCodeSchema,
  severity: z.enum(['blocker', 'warning', 'note']),
  /** The private clouds it is about, by name. */
  clouds: z.array(z.string()),
  /** What the sentence needs besides, e.g. `prefixes`, `state`, `regions`. */
  facts: z.record(z.string(), z.string()),
})
export type Finding = z.infer<typeof findingSchema>

export const planSchema = z.object({
  operation: operationSchema,
  topology: topologySchema,
  connections: z.array(plannedConnectionSchema),
  findings: z.array(findingSchema),
  /** SHA-256 in hex; see `fingerprint.ts` for what it covers. */
  fingerprint: z.string(),
})
export type Plan = z.infer<typeof planSchema>
