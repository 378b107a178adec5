/** The card of a request in every state of its life, with data of the demo's estate. */
import type { Finding } from '../../peering/plan.ts'
import type { RequestCard } from '../message.ts'

type Side = RequestCard['connections'][number]['a']
type Connection = RequestCard['connections'][number]

export const subscription = '11111111-1111-4111-8111-111111111111'

export const clouds = {
  cloudA: { location: 'uksouth', addressPrefixes: ['10.10.0.0/22', '10.110.1.0/24', '10.110.2.0/24'] },
  cloudB: { location: 'uksouth', addressPrefixes: ['10.20.0.0/22', '10.120.1.0/24'] },
  cloudC: { location: 'northeurope', addressPrefixes: ['10.30.0.0/22'] },
  cloudH: { location: 'uksouth', addressPrefixes: ['10.80.0.0/22'] },
} as const

export type Name = keyof typeof clouds

function side(name: Name, other: Name, changes: Partial<Side> = {}): Side {
  return {
    cloudName: name,
    location: clouds[name].location,
    resourceGroup: `rg-${name}`,
    subscriptionId: subscription,
    networkName: `vnet-${name}`,
    addressPrefixes: [...clouds[name].addressPrefixes],
    write: {
      kind: 'put',
      peeringName: `peerbot-to-vnet-${other}`,
      because: 'absent',
      flags: ['allowVirtualNetworkAccess'],
    },
    progress: 'waiting',
    ...changes,
  }
}

function connection(
  a: Name,
  b: Name,
  progress: [Side['progress'], Side['progress']] = ['waiting', 'waiting'],
): Connection {
  return {
    a: side(a, b, { progress: progress[0] }),
    b: side(b, a, { progress: progress[1] }),
    scope: clouds[a].location === clouds[b].location ? 'local' : 'global',
    stateBefore: 'None',
    problem: null,
  }
}

/** Waiting, local, one approval. */
export const pendingRequest: RequestCard = {
  kind: 'request-card',
  number: 7,
  revision: 1,
  state: 'pending',
  operation: 'connect',
  topology: 'pair',
  requester: 'Alex Wilber',
  reason: 'The reporting servers on cloudB read the ERP databases on cloudA.',
  connections: [connection('cloudA', 'cloudB')],
  findings: [],
  approval: { approvers: ['Megan Bowen', 'Adele Vance'], needed: 1, rule: 'local peerings', votes: [] },
  createdAt: '2026-03-04T09:12:00.000Z',
  expiresAt: '2026-03-05T09:12:00.000Z',
  ending: null,
}

const megan = { name: 'Megan Bowen', decision: 'approve', because: null, at: '2026-03-04T09:20:00.000Z' } as const
const adele = {
  name: 'Adele Vance',
  decision: 'approve',
  because: 'agreed in CHG-4711',
  at: '2026-03-04T09:31:00.000Z',
} as const
const approvedByMegan = { ...pendingRequest.approval, votes: [megan] }
const endedAt = '2026-03-04T09:21:40.000Z'

const globalRequest: RequestCard = {
  ...pendingRequest,
  number: 8,
  connections: [connection('cloudA', 'cloudC')],
  findings: [
    {
      code: 'global-peering',
      severity: 'warning',
      clouds: ['cloudA', 'cloudC'],
      facts: { regions: 'uksouth, northeurope' },
    },
    { code: 'cross-subscription', severity: 'note', clouds: ['cloudA', 'cloudC'], facts: {} },
  ],
  approval: { ...pendingRequest.approval, needed: 2, rule: 'global peerings', votes: [megan] },
}

const starOfThree: RequestCard = {
  ...pendingRequest,
  number: 12,
  topology: 'star',
  reason: null,
  connections: [connection('cloudA', 'cloudB'), connection('cloudA', 'cloudC')],
}

const repairing: RequestCard = {
  ...pendingRequest,
  number: 9,
  reason: null,
  connections: [
    {
      ...connection('cloudA', 'cloudB'),
      a: side('cloudA', 'cloudB', {
        write: {
          kind: 'put',
          peeringName: 'left-over-by-hand',
          because: 'disconnected',
          flags: ['allowVirtualNetworkAccess', 'allowForwardedTraffic'],
        },
      }),
      stateBefore: 'Disconnected',
    },
    {
      ...connection('cloudA', 'cloudH'),
      a: side('cloudA', 'cloudH', { write: null, progress: 'left-alone' }),
      b: side('cloudH', 'cloudA', {
        write: { kind: 'sync', peeringName: 'peerbot-to-vnet-cloudA', because: 'out-of-sync', flags: [] },
      }),
      stateBefore: 'OutOfSync',
    },
  ],
  topology: 'star',
  findings: [
    {
      code: 'disconnected',
      severity: 'warning',
      clouds: ['cloudA', 'cloudB'],
      facts: { peering: 'left-over-by-hand' },
    },
    { code: 'out-of-sync', severity: 'note', clouds: ['cloudA', 'cloudH'], facts: {} },
  ],
}

/** A full mesh of so many private clouds, some of them far away. */
export function meshRequest(size: number): RequestCard {
  const names = Array.from({ length: size }, (_, place) => `prod-cloud-${String(place + 1).padStart(2, '0')}`)
  const of = (name: string, other: string, place: number): Side => ({
    ...side('cloudA', 'cloudB'),
    cloudName: name,
    location: place % 3 === 0 ? 'northeurope' : 'uksouth',
    networkName: `vnet-${name}`,
    addressPrefixes: [`10.${place}.0.0/22`, `10.1${place}.1.0/24`, `10.1${place}.2.0/24`],
    write: {
      kind: 'put',
      peeringName: `peerbot-to-vnet-${other}`,
      because: 'absent',
      flags: ['allowVirtualNetworkAccess'],
    },
  })
  const connections = names.flatMap((name, place) =>
    names.slice(place + 1).map((other, distance): Connection => {
      const [a, b] = [of(name, other, place), of(other, name, place + distance + 1)]
      return { a, b, scope: a.location === b.location ? 'local' : 'global', stateBefore: 'None', problem: null }
    }),
  )
  const findings = connections
    .filter(({ scope }) => scope === 'global')
    .map(({ a, b }): Finding => {
      const facts = { regions: `${a.location}, ${b.location}` }
      return { code: 'global-peering', severity: 'warning', clouds: [a.cloudName, b.cloudName], facts }
    })
  const approval = { ...pendingRequest.approval, needed: 2, rule: 'global peerings' }
  return { ...pendingRequest, number: 20, topology: 'mesh', connections, findings, approval }
}

/** Names and reasons that try to be something else. */
export const hostileRequest: RequestCard = {
  ...pendingRequest,
  number: 66,
  requester: '<at>Megan Bowen</at> **approved**',
  reason:
    '[Approve here](https://evil.example) <at>everyone</at> `code` *now* https://evil.example &lt;b&gt; \u202eevil',
  connections: [
    {
      ...connection('cloudA', 'cloudB'),
      a: side('cloudA', 'cloudB', { cloudName: '[cloudA](https://evil.example)', networkName: '**vnet** <b>x</b>' }),
    },
  ],
}

const failedRequest: RequestCard = {
  ...starOfThree,
  state: 'failed',
  approval: approvedByMegan,
  connections: [
    connection('cloudA', 'cloudB', ['connected', 'connected']),
    {
      ...connection('cloudA', 'cloudC', ['taken-back', 'failed']),
      problem:
        'A resource lock forbids the change on the side of cloudC. Have the lock removed, then try again. Nothing was left behind.',
    },
  ],
  ending: {
    sentence:
      'Failed. 1 of 2 connections are up. cloudA and cloudC: A resource lock forbids the change on the side of cloudC. Have the lock removed, then try again. Nothing was left behind.',
    at: endedAt,
  },
}

const ended = (state: RequestCard['state'], sentence: string, changes: Partial<RequestCard> = {}): RequestCard => ({
  ...pendingRequest,
  state,
  ending: { sentence, at: endedAt },
  ...changes,
})

/** In the order of its life. */
export const requestSamples: readonly { title: string; message: RequestCard }[] = [
  { title: 'Request, waiting', message: pendingRequest },
  { title: 'Request, global, one of two approvals', message: globalRequest },
  { title: 'Request, star', message: starOfThree },
  { title: 'Request that repairs and syncs', message: repairing },
  { title: 'Request, mesh of 20', message: meshRequest(20) },
  { title: 'Request with hostile names', message: hostileRequest },
  { title: 'Request, approved', message: { ...pendingRequest, state: 'approved', approval: approvedByMegan } },
  {
    title: 'Request, in progress',
    message: {
      ...starOfThree,
      state: 'running',
      approval: { ...globalRequest.approval, votes: [megan, adele] },
      connections: [
        connection('cloudA', 'cloudB', ['connected', 'connected']),
        connection('cloudA', 'cloudC', ['written', 'writing']),
      ],
    },
  },
  {
    title: 'Request, done',
    message: ended(
      'succeeded',
      'cloudA and cloudB are connected: both peerings were read back Connected, FullyInSync and Succeeded.',
      { approval: approvedByMegan, connections: [connection('cloudA', 'cloudB', ['connected', 'connected'])] },
    ),
  },
  { title: 'Request, failed in part', message: failedRequest },
  {
    title: 'Request, rejected',
    message: ended('rejected', 'Rejected by Megan Bowen: maintenance tonight. Nothing was changed.', {
      approval: {
        ...pendingRequest.approval,
        votes: [{ ...megan, decision: 'reject', because: 'maintenance tonight' }],
      },
    }),
  },
  { title: 'Request, cancelled', message: ended('cancelled', 'Cancelled by Alex Wilber. Nothing was changed.') },
  { title: 'Request, expired', message: ended('expired', 'Expired: it was not decided in time. Nothing was changed.') },
  {
    title: 'Request, stale',
    message: ended(
      'stale',
      'Not carried out: the address space of cloudA has gained 10.110.3.0/24 since. Nothing was changed.',
      { approval: approvedByMegan },
    ),
  },
]
