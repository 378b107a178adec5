import { describe, expect, it } from '@jest/globals'
import { sizeOf } from '../../../src/chat/cards/card-size.ts'
import { requestCard, requestSummary } from '../../../src/chat/cards/request-card.ts'
import { hostileRequest, meshRequest, pendingRequest } from '../../../src/chat/cards/request-samples.ts'
import { type RequestCard, requestStateSchema } from '../../../src/chat/message.ts'
import { partsOf, wordsOf } from './parts-of.ts'

const ended = { sentence: 'It has ended.', at: '2026-03-04T10:00:00.000Z' }

function inState(state: RequestCard['state']): RequestCard {
  const open = ['pending', 'approved', 'running'].includes(state)
  return { ...pendingRequest, state, ending: open ? null : ended }
}

describe('the card of a request that waits', () => {
  const words = wordsOf(requestCard(pendingRequest))

  it.each([
    ['what is asked', 'Connect cloudA to cloudB'],
    ['its number', 'Request #7'],
    ['who asks', 'asked by Alex Wilber'],
    ['why', 'Why: The reporting servers'],
    ['its state in words', '◔ Waiting for approval'],
    ['how many approvals are missing', '0 of 1, 1 more needed'],
    ['who may give them', 'Megan Bowen and Adele Vance'],
    ['until when', '5 Mar 2026, 09:12 UTC'],
    ['by which rule', 'local peerings'],
    ['the regions', 'cloudA · uksouth'],
    ['both networks with their addresses', 'VNet vnet-cloudB in rg-cloudB: 10.20.0.0/22 and 10.120.1.0/24'],
    ['local or global', 'Local'],
    [
      'the peering on one side',
      'New peering **peerbot-to-vnet-cloudB**, allowVirtualNetworkAccess on, other flags off.',
    ],
    [
      'the peering on the other side',
      'New peering **peerbot-to-vnet-cloudA**, allowVirtualNetworkAccess on, other flags off.',
    ],
    ['what can be typed instead', '**approve #7**'],
  ])('shows %s', (_what, expected) => {
    expect(words).toContain(expected)
  })

  it('has Approve, Reject and Cancel, for exactly this revision of the plan', () => {
    const actions = partsOf(requestCard({ ...pendingRequest, revision: 3 })).filter(({ verb }) => verb !== undefined)
    expect(actions.map(({ verb }) => verb)).toEqual(expect.arrayContaining(['approve', 'reject', 'cancel']))
    for (const { type, data } of actions.filter((action) => action.type === 'Action.Execute'))
      expect({ type, data }).toEqual({ type, data: { request: 7, revision: 3 } })
  })

  it('asks for a reason with Reject, and can do without', () => {
    const [reason, ...others] = partsOf(requestCard(pendingRequest)).filter(({ type }) => type === 'Input.Text')
    expect(reason).toMatchObject({ id: 'because' })
    expect(reason?.isRequired).toBeUndefined()
    expect(others).toEqual([])
  })

  it('counts the votes there are', () => {
    const vote = { name: 'Megan Bowen', decision: 'approve', because: 'fine', at: '2026-03-04T09:20:00.000Z' } as const
    const card = requestCard({ ...pendingRequest, approval: { ...pendingRequest.approval, needed: 2, votes: [vote] } })
    expect(wordsOf(card)).toContain('1 of 2, 1 more needed')
    expect(wordsOf(card)).toContain('✓ **Megan Bowen** approved: “fine” · 4 Mar 2026, 09:20 UTC')
  })

  it('shows findings with a word, the remedy and a link, the grave ones first', () => {
    const card = requestCard({
      ...pendingRequest,
      findings: [
        { code: 'cross-subscription', severity: 'note', clouds: ['cloudA', 'cloudC'], facts: {} },
        { code: 'global-peering', severity: 'warning', clouds: ['cloudA', 'cloudC'], facts: { regions: 'x, y' } },
      ],
    })
    const words = wordsOf(card)
    expect(words.indexOf('**Warning:**')).toBeGreaterThan(0)
    expect(words.indexOf('**Note:**')).toBeGreaterThan(words.indexOf('**Warning:**'))
    expect(words).toContain('](https://learn.microsoft.com/')
    expect(words).not.toContain('nothing in the way')
  })
})

describe.each(requestStateSchema.options)('the card of a request that is %s', (state) => {
  const card = requestCard(inState(state))

  it('has buttons only while it waits', () => {
    expect(card.actions !== undefined).toBe(state === 'pending')
  })

  it('shows progress only where there was a run', () => {
    const shown = /(waiting|not begun)$/m.test(wordsOf(card))
    expect(shown).toBe(['approved', 'running', 'succeeded', 'failed'].includes(state))
  })

  it('tells how and when it ended, if it did', () => {
    const told = wordsOf(card).includes('It has ended.') && wordsOf(card).includes('4 Mar 2026, 10:00 UTC')
    expect(told).toBe(!['pending', 'approved', 'running'].includes(state))
  })
})

describe('the card of a request under way', () => {
  const [first] = pendingRequest.connections
  if (!first) throw new Error('the sample has no connection')

  it('shows who approved and how far both sides are', () => {
    const connection = {
      ...first,
      a: { ...first.a, progress: 'written' as const },
      b: { ...first.b, progress: 'writing' as const },
    }
    const votes = [{ name: 'Megan Bowen', decision: 'approve', because: null, at: ended.at } as const]
    const approval = { ...pendingRequest.approval, votes }
    const words = wordsOf(requestCard({ ...inState('running'), approval, connections: [connection] }))
    expect(words).toContain('**Megan Bowen** approved')
    expect(words).toMatch(/◕ written[\s\S]*◑ being written/)
  })

  it('shows the connection in trouble first', () => {
    const troubled = { ...first, b: { ...first.b, cloudName: 'cloudZ' }, problem: 'A lock.' }
    const words = wordsOf(requestCard({ ...inState('failed'), topology: 'star', connections: [first, troubled] }))
    expect(words.indexOf('↔ cloudZ')).toBeLessThan(words.indexOf('↔ cloudB'))
    expect(words).toContain('✗ A lock.')
  })
})

describe('the card of a big request', () => {
  const mesh = meshRequest(20)

  it('shows ten of 190 connections in full and counts the others, within 28 KB', () => {
    const card = requestCard(mesh)
    expect(wordsOf(card).match(/ ↔ prod-cloud-\d+\*\*$/gm)).toHaveLength(10)
    expect(wordsOf(card)).toContain('And 180 more connections, 360 peerings to write')
    expect(sizeOf(card)).toBeLessThanOrEqual(28 * 1024)
  })

  it('still shows every network with its addresses', () => {
    const words = wordsOf(requestCard(mesh))
    for (const { a, b } of mesh.connections) {
      expect(words).toContain(`VNet ${a.networkName}`)
      expect(words).toContain(`VNet ${b.networkName}`)
    }
  })

  it('is within 28 KB in the worst case, too', () => {
    const long = (text: string) => text.repeat(80).slice(0, 80)
    const side = (which: 'a' | 'b') => (connection: (typeof mesh.connections)[number]) => ({
      ...connection[which],
      cloudName: long(`${connection[which].cloudName}-`),
      networkName: long(`${connection[which].networkName}-`),
      resourceGroup: long('rg-'),
      addressPrefixes: Array.from({ length: 1000 }, (_, place) => `10.${place % 256}.${place % 7}.0/24`),
    })
    const [a, b] = [side('a'), side('b')]
    const worst: RequestCard = {
      ...mesh,
      state: 'failed',
      reason: '漢@'.repeat(1000),
      requester: long('Ünïcödé '),
      connections: mesh.connections.map((connection) => ({
        ...connection,
        a: a(connection),
        b: b(connection),
        problem: long('trouble ').repeat(20),
      })),
      ending: { sentence: '漢字'.repeat(5000), at: ended.at },
    }
    expect(sizeOf(requestCard(worst))).toBeLessThanOrEqual(28 * 1024)
    expect(sizeOf(requestCard({ ...worst, state: 'pending', ending: null }))).toBeLessThanOrEqual(28 * 1024)
  })
})

describe('a hostile name or reason', () => {
  it('is shown, but does nothing', () => {
    const words = wordsOf(requestCard(hostileRequest))
    expect(words).toContain('‹at›Megan Bowen‹/at›')
    expect(words).not.toMatch(/<at>|<b>|\]\(https:\/\/evil|https:\/\/evil|\*\*approved|\*now\*|\u202e/)
    expect(requestSummary(hostileRequest)).not.toMatch(/<at>|https:\/\//)
  })
})
