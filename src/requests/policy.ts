/** The approval policy: who may look, ask and decide. Deny is the default. */
import { z } from 'zod/v4'
import { scopeSchema } from '../peering/plan.ts'

const objectId = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, 'must be an Entra object id (a GUID)')

export const policySchema = z.strictObject({
  /** People by a name of their own, used in the lists below. */
  people: z.record(z.string(), z.strictObject({ id: objectId, name: z.string().min(1) })),
  /** May ask for status, clouds and requests. Whoever may request or approve may look, too. */
  look: z.array(z.string()).default([]),
  request: z.array(z.string()).default([]),
  /** Read from top to bottom: the first that matches decides. None matches: refused. */
  rules: z
    .array(
      z.strictObject({
        name: z.string().min(1),
        when: z
          .strictObject({
            scope: scopeSchema.optional(),
          })
          .default({}),
        approvers: z.array(z.string()).min(1),
        /** How many different people must approve. 0 only where nobody needs to; the record says so. */
        approvals: z.number().int().min(0).max(20),
        requesterMayApprove: z.boolean().default(false),
        /** Hours until an undecided request closes. */
        expiresAfterHours: z.number().positive().max(720).default(24),
      }),
    )
    .default([]),
})
export type Policy = z.infer<typeof policySchema>
export type PolicyRule = Policy['rules'][number]
