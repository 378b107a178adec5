import { describe, expect, it } from '@jest/globals'
import { observe, observeWhatCanBe } from '../../src/clouds/observe.ts'
import { AzureFault } from '../../src/peering/azure-fault.ts'
import { aCloud, aNetwork } from '../builders/estate.ts'

const denied = new AzureFault({ code: 'AuthorizationFailed', message: 'no', faultClass: 'give-up', status: 403 })
const [cloudA, cloudB, cloudC] = [aCloud('cloudA'), aCloud('cloudB'), aCloud('cloudC')]
const gen1 = aCloud('cloudE', { virtualNetworkId: null })

/** An Azure with a VNet for each cloud, but for what is given of their names. */
function azureWith(special: Record<string, Error | null>) {
  const readNetwork = async (id: string) => {
    const name = id.slice(id.indexOf('/vnet-') + '/vnet-'.length)
    const answer = special[name]
    if (answer instanceof Error) throw answer
    return answer === null ? null : aNetwork(name)
  }
  return { listPrivateClouds: async () => ({ clouds: [], unreadable: [] }), readNetwork }
}

describe('a VNet that cannot be read', () => {
  it('is a fault for whoever needs them all', async () => {
    await expect(observe([cloudA, cloudB], azureWith({ cloudB: denied }))).rejects.toBe(denied)
  })

  it('does not hide the others from whoever looks', async () => {
    const { observed, unreadable } = await observeWhatCanBe([cloudA, cloudB, cloudC], azureWith({ cloudB: denied }))
    expect(observed).toEqual([
      { cloud: cloudA, network: aNetwork('cloudA') },
      { cloud: cloudB, network: null },
      { cloud: cloudC, network: aNetwork('cloudC') },
    ])
    expect(unreadable).toEqual([{ cloud: cloudB, fault: denied }])
  })

  it('is another thing than a VNet that is gone, or none', async () => {
    const { observed, unreadable } = await observeWhatCanBe([cloudA, gen1], azureWith({ cloudA: null }))
    expect(observed.map(({ network }) => network)).toEqual([null, null])
    expect(unreadable).toEqual([])
  })

  it('is a fault when it is so with all of them', async () => {
    const other = new AzureFault({ code: 'ScopeLocked', message: 'no', faultClass: 'give-up' })
    const azure = azureWith({ cloudA: denied, cloudB: other })
    await expect(observeWhatCanBe([gen1, cloudA, cloudB], azure)).rejects.toBe(denied)
  })

  it('stays an abort where somebody stopped the reading', async () => {
    const abort = Object.assign(new Error('stop'), { name: 'AbortError' })
    await expect(observeWhatCanBe([cloudA, cloudB], azureWith({ cloudA: abort }))).rejects.toBe(abort)
  })
})
