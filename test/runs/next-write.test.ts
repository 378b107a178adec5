import { describe, expect, it } from '@jest/globals'
import type { Peering, VirtualNetwork } from '../../src/peering/model.ts'
import { planConnect } from '../../src/peering/plan-connect.ts'
import { nextWrite } from '../../src/runs/next-write.ts'
import { aNetwork, anObserved, aPeering, networkId } from '../builders/estate.ts'

function planned(a = anObserved('cloudA', ['10.10.0.0/22']), b = anObserved('cloudB', ['10.20.0.0/22'])) {
  const result = planConnect('pair', [a, b])
  const connection = result.ok ? result.plan.connections[0] : undefined
  if (!connection) throw new Error('blocked')
  return connection
}

const seen = (name: string, ...peerings: Peering[]): VirtualNetwork => aNetwork(name, { peerings })
const towardsA = (rest: Partial<Peering> = {}) => aPeering('cloudA', rest)
const towardsB = (rest: Partial<Peering> = {}) => aPeering('cloudB', rest)

describe('what a run does next', () => {
  it('first one side, then the other, then nothing more', () => {
    const plan = planned()
    expect(nextWrite(plan, seen('cloudA'), seen('cloudB'))).toMatchObject({
      kind: 'write',
      write: { kind: 'put', networkId: networkId('cloudA') },
    })
    const initiated = towardsB({ peeringState: 'Initiated', syncLevel: 'RemoteNotInSync' })
    expect(nextWrite(plan, seen('cloudA', initiated), seen('cloudB'))).toMatchObject({
      kind: 'write',
      write: { kind: 'put', networkId: networkId('cloudB') },
    })
    expect(nextWrite(plan, seen('cloudA', towardsB()), seen('cloudB', towardsA()))).toEqual({ kind: 'proven' })
  })

  it('takes nothing for proven that is not Connected, FullyInSync and Succeeded on both sides', () => {
    const plan = planned()
    for (const behind of [
      { provisioningState: 'Updating' },
      { peeringState: 'Initiated' as const },
      { syncLevel: 'RemoteNotInSync' as const },
    ])
      expect(nextWrite(plan, seen('cloudA', towardsB()), seen('cloudB', towardsA(behind))).kind).not.toBe('proven')
  })

  it('waits while Azure is at work on either side', () => {
    const busy = towardsB({ provisioningState: 'Updating' })
    expect(nextWrite(planned(), seen('cloudA', busy), seen('cloudB'))).toEqual({ kind: 'wait' })
  })

  it('syncs a fresh pair that comes up out of sync, though the plan did not foresee it', () => {
    const behind = towardsB({ syncLevel: 'LocalNotInSync' })
    expect(nextWrite(planned(), seen('cloudA', behind), seen('cloudB', towardsA()))).toMatchObject({
      kind: 'write',
      write: { kind: 'sync', networkId: networkId('cloudA'), peeringName: 'to-cloudB' },
    })
  })

  it('cures a leftover before it makes the other side', () => {
    const leftover = towardsA({ peeringState: 'Disconnected' })
    expect(nextWrite(planned(), seen('cloudA'), seen('cloudB', leftover))).toMatchObject({
      kind: 'write',
      write: { networkId: networkId('cloudB'), kind: 'put' },
    })
  })

  it('writes nothing that nobody approved: a side that was to be left alone and has gone', () => {
    const halfOpen = anObserved('cloudA', ['10.10.0.0/22'], {
      network: { peerings: [towardsB({ peeringState: 'Initiated' })] },
    })
    const plan = planned(halfOpen)
    expect(plan.writes.map((write) => write.networkId)).toEqual([networkId('cloudB')])
    expect(nextWrite(plan, seen('cloudA'), seen('cloudB'))).toEqual({ kind: 'not-approved' })
  })
})
