import { describe, expect, it } from '@jest/globals'
import { readState, writeState } from '../../src/azure/operation-state.ts'
import { AzureFault } from '../../src/peering/azure-fault.ts'

describe('the stored state of an operation', () => {
  it('is read back as it was written', () => {
    const state = { kind: 'put' as const, networkId: '/x', peeringName: 'a-to-b', poller: '{"state":{}}' }
    expect(readState(writeState(state))).toMatchObject(state)
  })

  it.each(['', 'null', '{"version":2}', '{"version":1,"kind":"post","networkId":"","peeringName":"","poller":null}'])(
    'is refused when it is %j',
    (text) => {
      expect(() => readState(text)).toThrow(AzureFault)
    },
  )
})
