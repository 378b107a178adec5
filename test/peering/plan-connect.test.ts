import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { ObservedCloud } from '../../src/peering/model.ts'
import type { Topology } from '../../src/peering/plan.ts'
import { allConnected, planConnect } from '../../src/peering/plan-connect.ts'
import { anObserved, aPeering, networkId } from '../builders/estate.ts'

const a = anObserved('cloudA', ['10.10.0.0/22'])
const b = anObserved('cloudB', ['10.20.0.0/22'])
const c = anObserved('cloudC', ['10.30.0.0/22'])

function planned(topology: Topology, observed: ObservedCloud[]) {
  const result = planConnect(topology, observed)
  if (!result.ok) throw new Error(`blocked: ${result.blockers.map((finding) => finding.code).join()}`)
  return result.plan
}

function codes(topology: Topology, observed: ObservedCloud[]): string[] {
  const result = planConnect(topology, observed)
  return (result.ok ? result.plan.findings : result.blockers).map((finding) => finding.code)
}

function having(cloud: ObservedCloud, ...peerings: ReturnType<typeof aPeering>[]): ObservedCloud {
  return { ...cloud, network: cloud.network && { ...cloud.network, peerings } }
}

describe('the plan of a connection', () => {
  it('writes one peering on each side, with all four flags', () => {
    const [connection] = planned('pair', [a, b]).connections
    expect(connection?.writes).toEqual([
      expect.objectContaining({
        networkId: networkId('cloudA'),
        remoteNetworkId: networkId('cloudB'),
        peeringName: 'cloudA-to-cloudB',
        because: 'absent',
        flags: {
          allowVirtualNetworkAccess: true,
          allowForwardedTraffic: false,
          allowGatewayTransit: false,
          useRemoteGateways: false,
        },
      }),
      expect.objectContaining({ networkId: networkId('cloudB'), peeringName: 'cloudB-to-cloudA' }),
    ])
    expect(connection?.scope).toBe('local')
  })

  it('leaves a Connected pair alone', () => {
    const plan = planned('pair', [having(a, aPeering('cloudB')), having(b, aPeering('cloudA'))])
    expect(allConnected(plan)).toBe(true)
    expect(plan.connections[0]?.writes).toEqual([])
    expect(plan.findings.map((finding) => finding.code)).toEqual(['already-connected'])
  })

  it('completes a half-open connection by its missing side only', () => {
    const [connection] = planned('pair', [having(a, aPeering('cloudB', { peeringState: 'Initiated' })), b]).connections
    expect(connection?.writes.map((write) => [write.cloudName, write.because])).toEqual([['cloudB', 'absent']])
  })

  it('brings a Disconnected leftover back before it makes the other side, under its own name', () => {
    const leftover = aPeering('cloudA', { name: 'old', peeringState: 'Disconnected' })
    const [connection] = planned('pair', [a, having(b, leftover)]).connections
    expect(connection?.writes.map((write) => [write.cloudName, write.because, write.peeringName])).toEqual([
      ['cloudB', 'disconnected', 'old'],
      ['cloudA', 'absent', 'cloudA-to-cloudB'],
    ])
  })

  it('syncs the side that has not learnt the other address space', () => {
    const behind = aPeering('cloudB', { syncLevel: 'LocalNotInSync' })
    const ahead = aPeering('cloudA', { syncLevel: 'RemoteNotInSync' })
    const [connection] = planned('pair', [having(a, behind), having(b, ahead)]).connections
    expect(connection?.writes.map((write) => [write.cloudName, write.kind])).toEqual([['cloudA', 'sync']])
  })

  it('keeps clear of a peering that has the name but leads elsewhere', () => {
    const other = aPeering('hub', { name: 'cloudA-to-cloudB' })
    const [connection] = planned('pair', [having(a, other), b]).connections
    expect(connection?.writes[0]?.peeringName).toMatch(/^cloudA-to-cloudB-[0-9a-f]{8}$/)
  })

  it('gives two remote clouds of one name a name each', () => {
    const twin = (group: string, prefix: string) => {
      const id = `/subscriptions/s/resourceGroups/${group}/providers/Microsoft.Network/virtualNetworks/prod`
      return anObserved('prod', [prefix], {
        cloud: { id: group, resourceGroup: group },
        network: { id, resourceGuid: group },
      })
    }
    const { connections } = planned('star', [a, twin('rg1', '10.40.0.0/22'), twin('rg2', '10.50.0.0/22')])
    const names = connections.map(({ writes }) => writes[0]?.peeringName)
    expect(names[0]).toBe('cloudA-to-prod')
    expect(names[1]).toMatch(/^cloudA-to-prod-[0-9a-f]{8}$/)
  })

  it('does not take for connected what Azure shows half open, though there is nothing to write', () => {
    const halfOpen = [having(a, aPeering('cloudB', { peeringState: 'Initiated' })), having(b, aPeering('cloudA'))]
    const plan = planned('pair', halfOpen)
    expect(plan.connections[0]?.writes).toEqual([])
    expect(allConnected(plan)).toBe(false)
  })

  it('connects every two in a mesh and the centre with each in a star', () => {
    const pairs = (topology: Topology) =>
      planned(topology, [a, b, c]).connections.map(({ a, b }) => `${a.cloudName} ${b.cloudName}`)
    expect(pairs('mesh')).toEqual(['cloudA cloudB', 'cloudA cloudC', 'cloudB cloudC'])
    expect(pairs('star')).toEqual(['cloudA cloudB', 'cloudA cloudC'])
  })
})

describe('the preflight', () => {
  const gen1 = anObserved('cloudE', [], { cloud: { virtualNetworkId: null } })
  it.each<[string, Topology, ObservedCloud[]]>([
    ['gen1', 'pair', [a, { ...gen1, network: null }]],
    [
      'cloud-not-ready',
      'pair',
      [a, anObserved('cloudF', ['10.60.0.0/22'], { cloud: { provisioningState: 'Updating' } })],
    ],
    ['network-missing', 'pair', [a, { ...b, network: null }]],
    [
      'network-not-ready',
      'pair',
      [a, anObserved('cloudB', ['10.20.0.0/22'], { network: { provisioningState: 'Failed' } })],
    ],
    ['same-network', 'pair', [a, { ...b, network: a.network }]],
    ['overlap', 'pair', [a, anObserved('cloudD', ['10.10.1.0/24'])]],
    ['overlap', 'star', [c, a, anObserved('cloudD', ['10.10.1.0/24'])]],
    ['overlap-with-peered', 'pair', [a, having(b, aPeering('hub', { currentRemotePrefixes: ['10.10.0.0/16'] }))]],
    ['subnet-peering', 'pair', [having(a, aPeering('cloudB', { complete: false })), having(b, aPeering('cloudA'))]],
    ['peering-busy', 'pair', [having(a, aPeering('cloudB', { provisioningState: 'Updating' })), b]],
  ])('blocks: %s', (code, topology, observed) => {
    const result = planConnect(topology, observed)
    expect(result.ok).toBe(false)
    expect(codes(topology, observed)).toContain(code)
  })

  it('tells what an approver should know of a global connection across subscriptions', () => {
    const far = anObserved('cloudC', ['10.30.0.0/22'], {
      cloud: { subscriptionId: '22222222-2222-4222-8222-222222222222', location: 'northeurope' },
      network: { location: 'northeurope' },
    })
    expect(codes('pair', [a, far])).toEqual(['global-peering', 'cross-subscription'])
    expect(planned('pair', [a, far]).connections[0]?.scope).toBe('global')
  })

  it('names the prefixes that overlap', () => {
    const result = planConnect('pair', [a, anObserved('cloudD', ['10.10.1.0/24'])])
    expect(result).toMatchObject({
      ok: false,
      blockers: [{ facts: { prefixes: '10.10.0.0/22 (overlaps 10.10.1.0/24)' } }],
    })
  })
})

describe('the fingerprint', () => {
  const prefixes = ['10.10.0.0/24', '10.11.0.0/24', '10.12.0.0/24', '10.13.0.0/24']

  it('is the same whatever the order in which Azure lists prefixes and peerings, or clouds were named', () => {
    const hub = [aPeering('hub1'), aPeering('hub2')]
    const reference = planned('mesh', [having(anObserved('cloudA', prefixes), ...hub), b, c]).fingerprint
    fc.assert(
      fc.property(
        fc.shuffledSubarray(prefixes, { minLength: prefixes.length }),
        fc.shuffledSubarray(hub, { minLength: hub.length }),
        (order, peerings) => {
          const again = planned('mesh', [having(anObserved('cloudA', order), ...peerings), b, c])
          expect(again.fingerprint).toBe(reference)
        },
      ),
    )
  })

  const before = planned('pair', [a, b]).fingerprint
  it.each<[string, ObservedCloud]>([
    ['an address space grows', anObserved('cloudA', ['10.10.0.0/22', '10.99.0.0/24'])],
    [
      'a network is replaced by another of the same id',
      anObserved('cloudA', ['10.10.0.0/22'], { network: { resourceGuid: 'new' } }),
    ],
    ['a side appears', having(a, aPeering('cloudB', { peeringState: 'Initiated' }))],
  ])('changes when %s', (_what, changed) => {
    expect(planned('pair', [changed, b]).fingerprint).not.toBe(before)
  })

  it('does not change while a network is Updating: that is waited for', () => {
    const updating = anObserved('cloudA', ['10.10.0.0/22'], { network: { provisioningState: 'Updating' } })
    expect(planned('pair', [updating, b]).fingerprint).toBe(before)
  })

  it('does not change with a third peering that matters to nobody', () => {
    expect(planned('pair', [having(a, aPeering('hub')), b]).fingerprint).toBe(before)
  })
})
