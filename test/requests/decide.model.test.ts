/** Random people do random things to a request: the promises hold whatever they do. On the real embedded store. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { type PolicyInForce, termsFor } from '../../src/requests/approval-terms.ts'
import { ask } from '../../src/requests/ask.ts'
import { type Decision, decide } from '../../src/requests/decide.ts'
import { expire } from '../../src/requests/expire.ts'
import type { PeeringRequest } from '../../src/requests/model.ts'
import { aPerson, aPlan, aPolicy, type Name } from '../builders/requests.ts'
import { openTestDatabase, openTestStore, type TestDatabase } from '../store/test-database.ts'

let test: TestDatabase
let room: ReturnType<typeof openTestStore>

beforeAll(async () => {
  test = await openTestDatabase('embedded')
  room = openTestStore(test.database)
}, 60_000)
afterAll(() => test?.drop())

const inForce: PolicyInForce = { policy: aPolicy(), version: 1 }
const plans = { local: aPlan('local'), global: aPlan('global') }
const hour = 3_600_000

interface Deed {
  who: Name
  action: Decision['action']
  revision: number | null
  laterHours: number
}

const deed: fc.Arbitrary<Deed> = fc.record({
  who: fc.constantFrom<Name>('alex', 'megan', 'adele', 'patti', 'miriam'),
  action: fc.constantFrom('approve' as const, 'approve' as const, 'reject' as const, 'cancel' as const),
  revision: fc.constantFrom(null, 1, 1, 2),
  laterHours: fc.constantFrom(0, 0, 0, 0, 9, 25),
})

async function asked(scope: 'local' | 'global', requester: Name): Promise<PeeringRequest> {
  const approval = termsFor(inForce, plans[scope])
  if (!approval) throw new Error('no rule')
  const now = room.clock.now()
  const outcome = await room.store.transaction((tx) =>
    ask(tx, {
      plan: plans[scope],
      requester: aPerson(requester),
      conversation: 'here',
      replaces: null,
      reason: null,
      terms: approval.terms,
      expiresAt: new Date(now.getTime() + 24 * hour),
      now,
    }),
  )
  if (!outcome.ok) throw new Error('asked before')
  return outcome.request
}

async function doIt(number: number, { who, action, revision }: Deed) {
  return room.store.transaction((tx) =>
    decide(
      tx,
      { number, revision, action, because: null, person: aPerson(who), conversation: 'here', now: room.clock.now() },
      inForce,
    ),
  )
}

describe('whatever people do to a request', () => {
  it('only a quorum of others who may approves it, once, and everything is on record', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('local' as const, 'global' as const),
        fc.constantFrom<Name>('alex', 'megan'),
        fc.array(deed, { maxLength: 10 }),
        async (scope, requester, deeds) => {
          await test.empty()
          room.jobs.length = 0
          const { number, terms, expiresAt } = await asked(scope, requester)
          const counted = new Map<Name, 'approve' | 'reject'>()
          let state = 'pending'
          for (const next of deeds) {
            room.clock.pass(next.laterHours * hour)
            const may = (next.who === 'megan' || next.who === 'adele') && next.who !== requester
            const inTime = room.clock.now() < expiresAt && next.revision !== 2
            const result = await doIt(number, next)
            if (next.action === 'cancel') {
              if (next.who === requester && (state === 'pending' || state === 'approved')) state = 'cancelled'
            } else if (state === 'pending' && may && inTime) {
              counted.set(next.who, next.action)
              const approvals = [...counted.values()].filter((vote) => vote === 'approve').length
              state = next.action === 'reject' ? 'rejected' : approvals >= terms.needed ? 'approved' : 'pending'
            } else if (!(may && counted.get(next.who) === next.action)) {
              expect(result.ok).toBe(false)
            }
            expect((await room.store.findRequest(number))?.state).toBe(state)
          }
          const runs = room.jobs.filter(({ job }) => job.kind === 'run')
          expect(runs).toHaveLength(state === 'approved' || wasApproved(await room.store.eventsOf(number)) ? 1 : 0)
          const events = await room.store.eventsOf(number)
          expect(events[0]).toMatchObject({ type: 'asked', person: { name: requester } })
          const votes = events.filter(({ type }) => type === 'approved' || type === 'rejected')
          for (const vote of votes) {
            expect(vote.person?.name).not.toBe(requester)
            expect(['megan', 'adele']).toContain(vote.person?.name)
          }
        },
      ),
      { numRuns: 60 },
    )
  }, 120_000)

  it('counts two approvals at the same moment as two, and starts one run', async () => {
    await test.empty()
    room.jobs.length = 0
    const { number } = await asked('global', 'alex')
    const both = (['megan', 'adele', 'megan', 'adele'] as const).map((who) =>
      doIt(number, { who, action: 'approve', revision: 1, laterHours: 0 }),
    )
    await Promise.all(both)
    expect(await room.store.findRequest(number)).toMatchObject({ state: 'approved', votes: [{}, {}] })
    expect(room.jobs.filter(({ job }) => job.kind === 'run')).toHaveLength(1)
  })

  it('records a refusal with who and why, and changes nothing else', async () => {
    await test.empty()
    const { number } = await asked('local', 'megan')
    const before = await room.store.findRequest(number)
    await doIt(number, { who: 'megan', action: 'approve', revision: 1, laterHours: 0 })
    await doIt(number, { who: 'miriam', action: 'reject', revision: 1, laterHours: 0 })
    expect(await room.store.findRequest(number)).toEqual(before)
    expect((await room.store.eventsOf(number)).slice(1)).toMatchObject([
      { type: 'vote-refused', person: { name: 'megan' }, details: { action: 'approve', reason: 'own-request' } },
      { type: 'vote-refused', person: { name: 'miriam' }, details: { action: 'reject', reason: 'not-an-approver' } },
    ])
  })

  it('closes what was not decided in time, once, and never what was', async () => {
    await test.empty()
    room.jobs.length = 0
    const { number } = await asked('local', 'alex')
    await expire(room.store, number, room.clock.now())
    expect((await room.store.findRequest(number))?.state).toBe('pending')
    // Too early by the clock that decides: it comes again.
    expect(room.jobs.filter(({ job }) => job.kind === 'expire')).toHaveLength(2)
    room.clock.pass(25 * hour)
    await expire(room.store, number, room.clock.now())
    await expire(room.store, number, room.clock.now())
    expect((await room.store.findRequest(number))?.state).toBe('expired')
    expect((await room.store.eventsOf(number)).filter(({ type }) => type === 'expired')).toHaveLength(1)
  })
})

function wasApproved(events: readonly { type: string }[]): boolean {
  return events.some(({ type }) => type === 'quorum-reached')
}
