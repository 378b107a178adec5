/** Every card in every state, with data of the demo's estate: for `npm run cards` and for the tests of the cards. */
import type { Finding } from '../../peering/plan.ts'
import type { CloudList, ConnectForm, Help, Message, RequestCard, RequestList, Status } from '../message.ts'

export interface Sample {
  title: string
  message: Message
}

type Side = RequestCard['connections'][number]['a']
type Connection = RequestCard['connections'][number]

const subscription = '11111111-1111-4111-8111-111111111111'

const clouds = {
  cloudA: { location: 'uksouth', addressPrefixes: ['10.10.0.0/22', '10.110.1.0/24', '10.110.2.0/24'] },
  cloudB: { location: 'uksouth', addressPrefixes: ['10.20.0.0/22', '10.120.1.0/24'] },
  cloudC: { location: 'northeurope', addressPrefixes: ['10.30.0.0/22'] },
  cloudH: { location: 'uksouth', addressPrefixes: ['10.80.0.0/22'] },
} as const

type Name = keyof typeof clouds

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
      ...connection('cloudB', 'cloudH'),
      a: side('cloudB', 'cloudH', { write: null, progress: 'left-alone' }),
      b: side('cloudH', 'cloudB', {
        write: { kind: 'sync', peeringName: 'peerbot-to-vnet-cloudB', because: 'out-of-sync', flags: [] },
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
    { code: 'out-of-sync', severity: 'note', clouds: ['cloudB', 'cloudH'], facts: {} },
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

const form: ConnectForm = {
  kind: 'connect-form',
  clouds: [
    ...(['cloudA', 'cloudB', 'cloudC', 'cloudH'] as const).map((name) => ({
      id: `/subscriptions/${subscription}/resourceGroups/rg-${name}/providers/Microsoft.AVS/privateClouds/${name}`,
      name,
      location: clouds[name].location,
      unusable: null,
    })),
    { id: '/subscriptions/1/cloudE', name: 'cloudE', location: 'uksouth', unusable: 'Gen 1' },
    { id: '/subscriptions/1/cloudF', name: 'cloudF', location: 'northeurope', unusable: 'Updating' },
  ],
  chosen: [],
  topology: 'mesh',
  centre: null,
  reason: '',
  error: null,
}

const connectedSide = (name: Name, other: Name): Status['connections'][number]['a'] => ({
  cloudName: name,
  networkName: `vnet-${name}`,
  peering: {
    name: `peerbot-to-vnet-${other}`,
    peeringState: 'Connected',
    syncLevel: 'FullyInSync',
    provisioningState: 'Succeeded',
  },
  addressPrefixes: [...clouds[name].addressPrefixes],
  missingPrefixes: [],
})

/** One connection of every state. */
export const mixedStatus: Status = {
  kind: 'status',
  title: 'All connections',
  connections: [
    { state: 'Connected', scope: 'local', a: connectedSide('cloudA', 'cloudB'), b: connectedSide('cloudB', 'cloudA') },
    {
      state: 'OutOfSync',
      scope: 'local',
      a: connectedSide('cloudA', 'cloudH'),
      b: {
        ...connectedSide('cloudH', 'cloudA'),
        peering: {
          name: 'peerbot-to-vnet-cloudA',
          peeringState: 'Connected',
          syncLevel: 'LocalNotInSync',
          provisioningState: 'Succeeded',
        },
        missingPrefixes: ['10.110.2.0/24'],
      },
    },
    {
      state: 'HalfOpen',
      scope: 'global',
      a: {
        ...connectedSide('cloudA', 'cloudC'),
        peering: {
          name: 'peerbot-to-vnet-cloudC',
          peeringState: 'Initiated',
          syncLevel: 'LocalNotInSync',
          provisioningState: 'Succeeded',
        },
      },
      b: { ...connectedSide('cloudC', 'cloudA'), peering: null },
    },
    {
      state: 'Updating',
      scope: 'global',
      a: connectedSide('cloudB', 'cloudC'),
      b: connectedSide('cloudC', 'cloudB'),
    },
    {
      state: 'None',
      scope: 'local',
      a: { ...connectedSide('cloudB', 'cloudH'), peering: null },
      b: { ...connectedSide('cloudH', 'cloudB'), peering: null },
    },
  ],
  remarks: ['cloudE is a Generation 1 private cloud: it has no virtual network that could be peered.'],
  readAt: '2026-03-04T09:40:00.000Z',
}

const oneConnected: Status = {
  ...mixedStatus,
  title: 'cloudA to cloudB',
  connections: mixedStatus.connections.slice(0, 1),
  remarks: [],
}

const cloudList: CloudList = {
  kind: 'cloud-list',
  clouds: [
    ...(['cloudA', 'cloudB', 'cloudC'] as const).map((name) => ({
      name,
      resourceGroup: `rg-${name}`,
      subscriptionId: subscription,
      location: clouds[name].location,
      generation: 2 as const,
      provisioningState: 'Succeeded',
      addressPrefixes: [...clouds[name].addressPrefixes],
      connectedWith: name === 'cloudC' ? [] : [name === 'cloudA' ? 'cloudB' : 'cloudA'],
    })),
    {
      name: 'cloudE',
      resourceGroup: 'rg-cloudE',
      subscriptionId: subscription,
      location: 'uksouth',
      generation: 1,
      provisioningState: 'Succeeded',
      addressPrefixes: null,
      connectedWith: [],
    },
    {
      name: 'cloudF',
      resourceGroup: 'rg-cloudF',
      subscriptionId: subscription,
      location: 'northeurope',
      generation: 2,
      provisioningState: 'Updating',
      addressPrefixes: ['10.60.0.0/22'],
      connectedWith: [],
    },
  ],
  readAt: '2026-03-04T09:40:00.000Z',
}

const requestList: RequestList = {
  kind: 'request-list',
  requests: [
    {
      number: 7,
      wish: 'connect cloudA to cloudB',
      requester: 'Alex Wilber',
      state: 'running',
      waitsForYou: false,
      createdAt: '2026-03-04T09:12:00.000Z',
      expiresAt: '2026-03-05T09:12:00.000Z',
    },
    {
      number: 8,
      wish: 'connect cloudA to cloudC',
      requester: 'Alex Wilber',
      state: 'pending',
      waitsForYou: true,
      createdAt: '2026-03-04T09:14:00.000Z',
      expiresAt: '2026-03-05T09:14:00.000Z',
    },
  ],
  more: 0,
}

const help: Help = {
  kind: 'help',
  intro: 'I connect Azure VMware Solution private clouds by peering their networks, after others have approved.',
  commands: [
    {
      usage: 'connect CLOUD to CLOUD [because REASON]',
      summary: 'Asks for private clouds to be connected.',
      example: 'connect cloudA to cloudB',
    },
    {
      usage: 'status [CLOUD [to CLOUD] | #NUMBER]',
      summary: 'Shows connections as Azure has them now.',
      example: 'status cloudA to cloudB',
    },
    { usage: 'clouds', summary: 'Lists the private clouds.', example: 'clouds' },
    { usage: 'requests', summary: 'Lists the open requests.', example: 'requests' },
    { usage: 'approve #NUMBER', summary: 'Approves a request.', example: 'approve #7' },
    {
      usage: 'reject #NUMBER [because REASON]',
      summary: 'Rejects a request.',
      example: 'reject #7 because maintenance tonight',
    },
    { usage: 'cancel #NUMBER', summary: 'Takes your own request back.', example: 'cancel #7' },
    { usage: 'help', summary: 'Shows what can be typed.', example: 'help' },
  ],
}

const ended = (state: RequestCard['state'], sentence: string, changes: Partial<RequestCard> = {}): RequestCard => ({
  ...pendingRequest,
  state,
  ending: { sentence, at: endedAt },
  ...changes,
})

/** All of them, in the order of a request's life. */
export const samples: readonly Sample[] = [
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
  { title: 'Form', message: form },
  {
    title: 'Form, sent with a mistake',
    message: {
      ...form,
      chosen: [form.clouds[0]?.id ?? ''],
      topology: 'star',
      reason: 'ERP',
      error: 'Choose at least two private clouds.',
    },
  },
  { title: 'Form, nothing to choose', message: { ...form, clouds: form.clouds.slice(3) } },
  { title: 'Working', message: { kind: 'working', text: 'Looking at both networks and checking the plan …' } },
  { title: 'Status, mixed', message: mixedStatus },
  { title: 'Status, one connection', message: oneConnected },
  { title: 'Status, nothing', message: { ...oneConnected, title: 'cloudC', connections: [] } },
  { title: 'Private clouds', message: cloudList },
  { title: 'Private clouds, none', message: { ...cloudList, clouds: [] } },
  { title: 'Requests', message: requestList },
  { title: 'Requests, none', message: { ...requestList, requests: [] } },
  { title: 'Help', message: help },
]
