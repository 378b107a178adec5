/** Every card in every state, with data of the demo's estate: for `npm run cards` and for the tests of the cards. */
import type { CloudList, ConnectForm, Help, Message, RequestList, Status } from '../message.ts'
import { clouds, type Name, requestSamples, subscription } from './request-samples.ts'

export interface Sample {
  title: string
  message: Message
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
      addressPrefixes: null,
      connectedWith: [],
    },
  ],
  remarks: ['The virtual network of cloudF could not be read. Peerbot’s identity lacks the right to read it.'],
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

/** All of them. */
export const samples: readonly Sample[] = [
  ...requestSamples,
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
  { title: 'Private clouds, none', message: { ...cloudList, clouds: [], remarks: [] } },
  { title: 'Requests', message: requestList },
  { title: 'Requests, none', message: { ...requestList, requests: [] } },
  { title: 'Help', message: help },
]
