import { describe, expect, it } from '@jest/globals'
import { isOpen, openStates, stateAfter, transitions } from '../../src/requests/transitions.ts'

describe('the life of a request', () => {
  it('ends for good: nothing follows an ending', () => {
    for (const ending of ['succeeded', 'failed', 'rejected', 'expired', 'cancelled', 'stale'] as const) {
      expect(transitions[ending]).toEqual({})
      expect(isOpen(ending)).toBe(false)
    }
    expect([...openStates].sort()).toEqual(['approved', 'pending', 'running'])
  })

  it('reaches running only through approved, and approved only by a quorum', () => {
    const ways = Object.entries(transitions).flatMap(([from, by]) =>
      Object.entries(by).map(([trigger, to]) => ({ from, trigger, to })),
    )
    expect(ways.filter(({ to }) => to === 'running')).toEqual([{ from: 'approved', trigger: 'start', to: 'running' }])
    expect(ways.filter(({ to }) => to === 'approved')).toEqual([{ from: 'pending', trigger: 'quorum', to: 'approved' }])
  })

  it('says so where the table has no way', () => {
    expect(stateAfter('rejected', 'quorum')).toBeNull()
    expect(stateAfter('running', 'change')).toBeNull()
  })
})
