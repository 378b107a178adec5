/** From policy and plan to who decides. Default deny: where no rule matches, nobody may. */
import type { Plan } from '../peering/plan.ts'
import type { ApprovalTerms, Person } from './model.ts'
import type { Policy, PolicyRule } from './policy.ts'

/** A policy as it is in force, with the number under which the database keeps it. */
export interface PolicyInForce {
  policy: Policy
  version: number
}

export type PolicyRole = 'look' | 'request'

/** Whether somebody may look or ask. Whoever may ask or approve may look, too. */
export function hasRole({ policy }: PolicyInForce, person: Person, role: PolicyRole): boolean {
  if (role === 'request') return contains(policy, policy.request, person)
  const approvers = policy.rules.flatMap((rule) => rule.approvers)
  return contains(policy, [...policy.look, ...policy.request, ...approvers], person)
}

/** Whether somebody is an approver under any rule. */
export function isApprover({ policy }: PolicyInForce, person: Person): boolean {
  return policy.rules.some((rule) => contains(policy, rule.approvers, person))
}

/** Who decides about a plan and until when; null: no rule allows it. */
export function termsFor(inForce: PolicyInForce, plan: Plan): { terms: ApprovalTerms; expiresAfterMs: number } | null {
  const rule = inForce.policy.rules.find((candidate) => matches(candidate, plan))
  if (!rule) return null
  return {
    terms: {
      rule: rule.name,
      policyVersion: inForce.version,
      needed: rule.approvals,
      approvers: rule.approvers.flatMap((name) => {
        const person = inForce.policy.people[name]
        return person ? [{ objectId: person.id.toLowerCase(), name: person.name }] : []
      }),
      requesterMayApprove: rule.requesterMayApprove,
    },
    expiresAfterMs: rule.expiresAfterHours * 3_600_000,
  }
}

/** Those of the approvers who may decide about a request of this person. */
export function approversFor(terms: ApprovalTerms, requester: Person): ApprovalTerms['approvers'] {
  return terms.requesterMayApprove
    ? terms.approvers
    : terms.approvers.filter((approver) => approver.objectId !== requester.objectId)
}

/** A request must satisfy the policy it was asked under and the present one: the stricter of both in everything. */
export function stricter(asked: ApprovalTerms, present: ApprovalTerms): ApprovalTerms {
  const stillMay = new Set(present.approvers.map((approver) => approver.objectId))
  return {
    ...asked,
    needed: Math.max(asked.needed, present.needed),
    approvers: asked.approvers.filter((approver) => stillMay.has(approver.objectId)),
    requesterMayApprove: asked.requesterMayApprove && present.requesterMayApprove,
  }
}

/** A plan with one global connection is global: the rule for it decides about the whole. */
function matches(rule: PolicyRule, plan: Plan): boolean {
  const scope = plan.connections.some((connection) => connection.scope === 'global') ? 'global' : 'local'
  return rule.when.scope === undefined || rule.when.scope === scope
}

function contains(policy: Policy, names: readonly string[], person: Person): boolean {
  return names.some((name) => policy.people[name]?.id.toLowerCase() === person.objectId)
}
