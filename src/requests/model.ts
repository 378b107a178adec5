/** A request and what belongs to it: who asked, what exactly, who voted, how it went. */
import { z } from 'zod/v4'
import { requestStateSchema, sideProgressSchema } from '../chat/message.ts'
import { planSchema } from '../peering/plan.ts'

/** Somebody in Teams. Decisions rest on tenant and Entra object id only; the other two are for showing and mentioning. */
export const personSchema = z.object({
  tenantId: z.string(),
  /** Entra object id, lower case. */
  objectId: z.string(),
  /** Teams user id (`from.id`), needed to mention somebody. */
  teamsId: z.string(),
  name: z.string(),
})
export type Person = z.infer<typeof personSchema>

/** A conversation: service address and conversation id together, as `conversationKey` joins them. */
export type ConversationKey = string

/** What a policy rule asked for when the request was made; kept with it. */
export const approvalTermsSchema = z.object({
  rule: z.string(),
  policyVersion: z.number().int(),
  needed: z.number().int().min(0),
  approvers: z.array(z.object({ objectId: z.string(), name: z.string() })),
  requesterMayApprove: z.boolean(),
})
export type ApprovalTerms = z.infer<typeof approvalTermsSchema>

export const voteSchema = z.object({
  person: personSchema,
  decision: z.enum(['approve', 'reject']),
  because: z.string().nullable(),
  /** The plan revision that it is for. */
  revision: z.number().int(),
  at: z.date(),
})
export type Vote = z.infer<typeof voteSchema>

/** How far a run is with one connection of the plan, by its place in the plan. */
export const connectionProgressSchema = z.object({
  a: sideProgressSchema,
  b: sideProgressSchema,
  /** A sentence for people when it failed. */
  problem: z.string().nullable(),
})
export type ConnectionProgress = z.infer<typeof connectionProgressSchema>

export const endingSchema = z.object({ sentence: z.string(), at: z.iso.datetime() })

export const requestSchema = z.object({
  number: z.number().int(),
  state: requestStateSchema,
  /** Grows by one with every change: compare-and-set. */
  version: z.number().int(),
  requester: personSchema,
  /** Where it was asked: the result is posted there. */
  conversation: z.string(),
  reason: z.string().nullable(),
  plan: planSchema,
  /** 1, 2, … of the plan; cards carry it. */
  revision: z.number().int(),
  terms: approvalTermsSchema,
  /** Newest per person, of the present revision only. */
  votes: z.array(voteSchema),
  progress: z.array(connectionProgressSchema),
  ending: endingSchema.nullable(),
  createdAt: z.date(),
  expiresAt: z.date(),
})
export type PeeringRequest = z.infer<typeof requestSchema>

/** What happened to a request; one row each, in the transaction of the change itself. */
export type RequestEventType =
  | 'asked'
  | 'approved'
  | 'rejected'
  | 'vote-refused'
  | 'quorum-reached'
  | 'cancelled'
  | 'expired'
  | 'became-stale'
  | 'run-started'
  | 'connection-done'
  | 'connection-failed'
  | 'run-succeeded'
  | 'run-failed'

export interface RequestEvent {
  request: number
  type: RequestEventType
  /** Null: Peerbot itself. */
  person: Person | null
  at: Date
  /** Where it was done, or null. */
  conversation: ConversationKey | null
  /** E.g. revision, fingerprint, reason, rule, why refused. */
  details: Readonly<Record<string, string | number | null>>
}
