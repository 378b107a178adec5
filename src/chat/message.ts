/**
 * Everything Peerbot says, as plain values: a text, or the view model of a card.
 * They wait in the outbox as JSON (hence schemas); `cards/render.ts` turns them into what Teams shows.
 * Times are ISO 8601 strings in UTC.
 */
import { z } from 'zod/v4'
import { connectionStateSchema, findingSchema, operationSchema, scopeSchema, topologySchema } from '../peering/plan.ts'

const time = z.iso.datetime()

/** Somebody to be notified: Teams raises an activity-feed notice for them. `id` is the Teams user id (`from.id`). */
export const mentionSchema = z.object({ id: z.string(), name: z.string() })
export type Mention = z.infer<typeof mentionSchema>

/** Short Markdown: bold, lists, links, `code`. A mention is written at the front of the text. */
export const textMessageSchema = z.object({
  kind: z.literal('text'),
  text: z.string(),
  mention: mentionSchema.nullable(),
})

export const requestStateSchema = z.enum([
  'pending',
  'approved',
  'running',
  'succeeded',
  'failed',
  'rejected',
  'expired',
  'cancelled',
  'stale',
])
export type RequestState = z.infer<typeof requestStateSchema>

/** How far one side of a connection is. */
export const sideProgressSchema = z.enum([
  'waiting',
  'writing',
  'written',
  'connected',
  'failed',
  'taken-back',
  'left-alone',
])
export type SideProgress = z.infer<typeof sideProgressSchema>

const requestSideSchema = z.object({
  cloudName: z.string(),
  location: z.string(),
  resourceGroup: z.string(),
  subscriptionId: z.string(),
  networkName: z.string(),
  addressPrefixes: z.array(z.string()),
  /** What will be written on this side, or null if nothing. */
  write: z
    .object({
      kind: z.enum(['put', 'sync']),
      peeringName: z.string(),
      because: z.enum(['absent', 'half-open', 'disconnected', 'out-of-sync', 'failed']),
      /** The flags that are true, by their ARM names. */
      flags: z.array(z.string()),
    })
    .nullable(),
  progress: sideProgressSchema,
})

const requestConnectionSchema = z.object({
  a: requestSideSchema,
  b: requestSideSchema,
  scope: scopeSchema,
  stateBefore: connectionStateSchema,
  /** A sentence, when this connection failed. */
  problem: z.string().nullable(),
})

/** The card of one request, in every state of its life. The same view for every copy of it. */
export const requestCardSchema = z.object({
  kind: z.literal('request-card'),
  number: z.number().int(),
  revision: z.number().int(),
  state: requestStateSchema,
  operation: operationSchema,
  topology: topologySchema,
  requester: z.string(),
  reason: z.string().nullable(),
  connections: z.array(requestConnectionSchema),
  findings: z.array(findingSchema),
  approval: z.object({
    /** Names of those who may decide. */
    approvers: z.array(z.string()),
    needed: z.number().int(),
    /** The name of the policy rule that asks for it. */
    rule: z.string(),
    votes: z.array(
      z.object({ name: z.string(), decision: z.enum(['approve', 'reject']), because: z.string().nullable(), at: time }),
    ),
  }),
  createdAt: time,
  expiresAt: time,
  /** How it ended: a sentence, e.g. "Rejected by Megan Bowen: maintenance tonight." Null while it is open. */
  ending: z.object({ sentence: z.string(), at: time }).nullable(),
})
export type RequestCard = z.infer<typeof requestCardSchema>

/** The form for `connect` alone. What was chosen is kept when it is shown again with an error. */
export const connectFormSchema = z.object({
  kind: z.literal('connect-form'),
  clouds: z.array(
    z.object({
      /** The resource id: unambiguous, and looked up again on the server. */
      id: z.string(),
      name: z.string(),
      location: z.string(),
      /** Null = can be chosen; else a few words why not ("Gen 1"); such clouds are listed, not offered. */
      unusable: z.string().nullable(),
    }),
  ),
  chosen: z.array(z.string()),
  topology: z.enum(['mesh', 'star']),
  /** For star: the id of the centre, or null = the first chosen. */
  centre: z.string().nullable(),
  reason: z.string(),
  error: z.string().nullable(),
})
export type ConnectForm = z.infer<typeof connectFormSchema>

/** Stands in for an answer that takes longer; is edited into it. */
export const workingSchema = z.object({ kind: z.literal('working'), text: z.string() })

export const statusSideSchema = z.object({
  cloudName: z.string(),
  networkName: z.string(),
  /** Null: there is no peering on this side. */
  peering: z
    .object({ name: z.string(), peeringState: z.string(), syncLevel: z.string(), provisioningState: z.string() })
    .nullable(),
  addressPrefixes: z.array(z.string()),
  /** Prefixes of the other side that this side has not learnt yet. */
  missingPrefixes: z.array(z.string()),
})

/** The state of connections as read from Azure just now. */
export const statusSchema = z.object({
  kind: z.literal('status'),
  /** E.g. "cloudA to cloudB", "All connections", "Request #7". */
  title: z.string(),
  connections: z.array(
    z.object({ state: connectionStateSchema, scope: scopeSchema, a: statusSideSchema, b: statusSideSchema }),
  ),
  /** Sentences about what could not be read or does not count (Gen 1, VNet gone). */
  remarks: z.array(z.string()),
  readAt: time,
})
export type Status = z.infer<typeof statusSchema>

export const cloudListSchema = z.object({
  kind: z.literal('cloud-list'),
  clouds: z.array(
    z.object({
      name: z.string(),
      resourceGroup: z.string(),
      subscriptionId: z.string(),
      location: z.string(),
      generation: z.union([z.literal(1), z.literal(2)]),
      provisioningState: z.string(),
      /** Null where there is no VNet or it could not be read. */
      addressPrefixes: z.array(z.string()).nullable(),
      /** Names of the private clouds it is Connected with. */
      connectedWith: z.array(z.string()),
    }),
  ),
  /** Sentences about what could not be read. */
  remarks: z.array(z.string()),
  readAt: time,
})
export type CloudList = z.infer<typeof cloudListSchema>

export const requestListSchema = z.object({
  kind: z.literal('request-list'),
  requests: z.array(
    z.object({
      number: z.number().int(),
      /** E.g. "connect cloudA to cloudB". */
      wish: z.string(),
      requester: z.string(),
      state: requestStateSchema,
      /** True where the reader's vote is still wanted. */
      waitsForYou: z.boolean(),
      createdAt: time,
      expiresAt: time,
    }),
  ),
  /** How many more there are than shown. */
  more: z.number().int(),
})
export type RequestList = z.infer<typeof requestListSchema>

/** Help: every command, from the descriptions. Also the greeting. */
export const helpSchema = z.object({
  kind: z.literal('help'),
  /** Who reads it may …: decides nothing, only tells. */
  intro: z.string(),
  commands: z.array(z.object({ usage: z.string(), summary: z.string(), example: z.string() })),
})
export type Help = z.infer<typeof helpSchema>

export const messageSchema = z.discriminatedUnion('kind', [
  textMessageSchema,
  requestCardSchema,
  connectFormSchema,
  workingSchema,
  statusSchema,
  cloudListSchema,
  requestListSchema,
  helpSchema,
])
export type Message = z.infer<typeof messageSchema>
