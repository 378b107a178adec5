import { done } from '../arm/arm-error.ts'
import { operationResult, pollOperation } from '../arm/long-running.ts'
import type { Route } from '../arm/route-table.ts'
import {
  deleteNetworkHandler,
  deletePeeringHandler,
  getNetwork,
  getPeering,
  listNetworks,
  listPeerings,
  putNetworkHandler,
  putPeeringHandler,
} from './handlers.ts'

const provider = 'microsoft.network' as const
const inSubscription = '/subscriptions/{subscriptionId}/providers/Microsoft.Network'
const inGroup = '/subscriptions/{subscriptionId}/resourceGroups/{resourceGroup}/providers/Microsoft.Network'

export const networkRoutes: readonly Route[] = [
  { path: `${inSubscription}/virtualNetworks`, provider, type: 'virtualNetworks', methods: { GET: listNetworks } },
  { path: `${inGroup}/virtualNetworks`, provider, type: 'virtualNetworks', methods: { GET: listNetworks } },
  {
    path: `${inGroup}/virtualNetworks/{network}`,
    provider,
    type: 'virtualNetworks',
    methods: { GET: getNetwork, PUT: putNetworkHandler, DELETE: deleteNetworkHandler },
  },
  {
    path: `${inGroup}/virtualNetworks/{network}/virtualNetworkPeerings`,
    provider,
    type: 'virtualNetworks/virtualNetworkPeerings',
    methods: { GET: listPeerings },
  },
  {
    path: `${inGroup}/virtualNetworks/{network}/virtualNetworkPeerings/{peering}`,
    provider,
    type: 'virtualNetworks/virtualNetworkPeerings',
    methods: { GET: getPeering, PUT: putPeeringHandler, DELETE: deletePeeringHandler },
  },
  {
    path: `${inSubscription}/locations/{location}/operations/{operationId}`,
    provider,
    type: 'locations/operations',
    methods: { GET: (call, context) => done(pollOperation(call, context)) },
  },
  {
    path: `${inSubscription}/locations/{location}/operationResults/{operationId}`,
    provider,
    type: 'locations/operationResults',
    methods: { GET: (call, context) => done(operationResult(call, context)) },
  },
]
