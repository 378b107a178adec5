/** People, policies and plans for tests. */
import type { Plan } from '../../src/peering/plan.ts'
import { planConnect } from '../../src/peering/plan-connect.ts'
import type { Person } from '../../src/requests/model.ts'
import { type Policy, policySchema } from '../../src/requests/policy.ts'
import { anObserved } from './estate.ts'

const names = ['alex', 'megan', 'adele', 'isaiah', 'patti', 'miriam'] as const
export type Name = (typeof names)[number]

export function aPerson(name: Name): Person {
  const place = names.indexOf(name)
  return {
    tenantId: '10000000-0000-4000-8000-000000000001',
    objectId: `30000000-0000-4000-8000-00000000000${place + 1}`,
    teamsId: `user-id-${place}`,
    name,
  }
}

/** alex may ask, megan and adele ask and approve, patti looks; one approval for local, two for global. */
export function aPolicy(): Policy {
  const known = ['alex', 'megan', 'adele', 'patti'] as const
  return policySchema.parse({
    people: Object.fromEntries(known.map((name) => [name, { id: aPerson(name).objectId, name }])),
    look: ['patti'],
    request: ['alex', 'megan', 'adele'],
    rules: [
      { name: 'local', when: { scope: 'local' }, approvers: ['megan', 'adele'], approvals: 1 },
      { name: 'global', when: { scope: 'global' }, approvers: ['megan', 'adele'], approvals: 2 },
    ],
  })
}

/** A star with one connection for each scope. */
export function aPlan(...scopes: ('local' | 'global')[]): Plan {
  const centre = anObserved('cloudA', ['10.10.0.0/22'])
  const others = scopes.map((scope, place) =>
    anObserved(`cloud${place}`, [`10.${20 + place}.0.0/22`], {
      network: { location: scope === 'local' ? 'uksouth' : 'northeurope' },
    }),
  )
  const planned = planConnect(others.length > 1 ? 'star' : 'pair', [centre, ...others])
  if (!planned.ok) throw new Error('the plan for the test is blocked')
  return planned.plan
}
