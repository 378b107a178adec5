import { done, refused } from '../arm/arm-error.ts'
import { resourceNotFound } from '../arm/arm-errors.ts'
import { page } from '../arm/paging.ts'
import { privateCloudId, resourceGroupId } from '../arm/resource-id.ts'
import type { ArmHandler, Route } from '../arm/route-table.ts'
import { privateCloudBody } from './private-cloud-body.ts'

const provider = 'microsoft.avs' as const

/** The private clouds of a subscription, or of one resource group of it. */
const listPrivateClouds: ArmHandler = (call, { store, settings }) => {
  const { subscriptionId = '', resourceGroup } = call.params
  const scope =
    resourceGroup === undefined ? `/subscriptions/${subscriptionId}` : resourceGroupId(subscriptionId, resourceGroup)
  const rows = store.view
    .list('privateClouds')
    .filter(({ id }) => id.toLowerCase().startsWith(`${scope.toLowerCase()}/`))
  return done({
    status: 200,
    body: page(
      call,
      rows,
      ({ id }) => id,
      settings.pageSize,
      (row) => privateCloudBody(row, call.apiVersion),
    ),
  })
}

const getPrivateCloud: ArmHandler = (call, { store }) => {
  const { subscriptionId = '', resourceGroup = '', privateCloud = '' } = call.params
  const row = store.view.get('privateClouds', privateCloudId(subscriptionId, resourceGroup, privateCloud))
  return row === undefined
    ? refused(resourceNotFound('Microsoft.AVS/privateClouds', privateCloud, resourceGroup))
    : done({ status: 200, body: privateCloudBody(row, call.apiVersion) })
}

export const avsRoutes: readonly Route[] = [
  {
    path: '/subscriptions/{subscriptionId}/providers/Microsoft.AVS/privateClouds',
    provider,
    type: 'privateClouds',
    methods: { GET: listPrivateClouds },
  },
  {
    path: '/subscriptions/{subscriptionId}/resourceGroups/{resourceGroup}/providers/Microsoft.AVS/privateClouds',
    provider,
    type: 'privateClouds',
    methods: { GET: listPrivateClouds },
  },
  {
    path: '/subscriptions/{subscriptionId}/resourceGroups/{resourceGroup}/providers/Microsoft.AVS/privateClouds/{privateCloud}',
    provider,
    type: 'privateClouds',
    methods: { GET: getPrivateCloud },
  },
]
