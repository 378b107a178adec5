/** Subscriptions, tenants and resource groups (Microsoft.Resources). */
import type { ResourceGroupRow, SubscriptionRow, TenantRow } from '../state/records.ts'
import { done, refused } from './arm-error.ts'
import { resourceGroupNotFound, subscriptionNotFound } from './arm-errors.ts'
import type { ArmCall, ArmContext } from './context.ts'
import { page } from './paging.ts'
import { resourceGroupId } from './resource-id.ts'
import type { ArmHandler, Route } from './route-table.ts'

const provider = 'microsoft.resources' as const

/** What a principal sees: the subscriptions of its own tenant. */
const visible = ({ principal }: ArmCall, { store }: ArmContext): readonly SubscriptionRow[] =>
  store.view.list('subscriptions').filter(({ tenantId }) => tenantId.toLowerCase() === principal.tenantId.toLowerCase())

const listSubscriptions: ArmHandler = (call, context) => {
  const rows = visible(call, context)
  const shown = page(call, rows, ({ subscriptionId }) => subscriptionId, context.settings.pageSize, subscriptionBody)
  return done({ status: 200, body: { ...shown, count: { type: 'Total', value: rows.length } } })
}

const getSubscription: ArmHandler = (call, { store }) => {
  const row = store.view.get('subscriptions', call.params.subscriptionId ?? '')
  return row === undefined
    ? refused(subscriptionNotFound(call.params.subscriptionId ?? ''))
    : done({ status: 200, body: subscriptionBody(row) })
}

const listTenants: ArmHandler = (call, { store, settings }) => {
  const own = store.view
    .list('tenants')
    .filter(({ tenantId }) => tenantId.toLowerCase() === call.principal.tenantId.toLowerCase())
  return done({ status: 200, body: page(call, own, ({ tenantId }) => tenantId, settings.pageSize, tenantBody) })
}

const listResourceGroups: ArmHandler = (call, { store, settings }) => {
  const subscription = call.params.subscriptionId?.toLowerCase()
  const rows = store.view.list('resourceGroups').filter((group) => group.subscriptionId.toLowerCase() === subscription)
  return done({ status: 200, body: page(call, rows, ({ id }) => id, settings.pageSize, resourceGroupBody) })
}

const getResourceGroup: ArmHandler = (call, { store }) => {
  const { subscriptionId = '', resourceGroup = '' } = call.params
  const row = store.view.get('resourceGroups', resourceGroupId(subscriptionId, resourceGroup))
  return row === undefined
    ? refused(resourceGroupNotFound(resourceGroup))
    : done({ status: 200, body: resourceGroupBody(row) })
}

/** HEAD …/resourceGroups/{name}: "check existence". The dispatcher has already answered 404 where it is missing. */
const headResourceGroup: ArmHandler = () => done({ status: 204 })

export const resourcesRoutes: readonly Route[] = [
  { path: '/subscriptions', provider, type: 'subscriptions', methods: { GET: listSubscriptions } },
  { path: '/subscriptions/{subscriptionId}', provider, type: 'subscriptions', methods: { GET: getSubscription } },
  { path: '/tenants', provider, type: 'tenants', methods: { GET: listTenants } },
  {
    path: '/subscriptions/{subscriptionId}/resourceGroups',
    provider,
    type: 'resourceGroups',
    methods: { GET: listResourceGroups },
  },
  {
    path: '/subscriptions/{subscriptionId}/resourceGroups/{resourceGroup}',
    provider,
    type: 'resourceGroups',
    methods: { GET: getResourceGroup, HEAD: headResourceGroup },
  },
]

const subscriptionBody = (row: SubscriptionRow) => ({
  id: `/subscriptions/${row.subscriptionId}`,
  authorizationSource: 'RoleBased',
  managedByTenants: [],
  subscriptionId: row.subscriptionId,
  tenantId: row.tenantId,
  displayName: row.displayName,
  state: 'Enabled',
  subscriptionPolicies: {
    locationPlacementId: 'Public_2014-09-01',
    quotaId: 'EnterpriseAgreement_2014-09-01',
    spendingLimit: 'Off',
  },
})

const tenantBody = (row: TenantRow) => ({
  id: `/tenants/${row.tenantId}`,
  tenantId: row.tenantId,
  countryCode: 'GB',
  displayName: row.displayName,
  domains: [row.defaultDomain],
  tenantCategory: 'Home',
  defaultDomain: row.defaultDomain,
  tenantType: 'AAD',
})

/** In the recorded order (azure-cli, 2021). */
const resourceGroupBody = (row: ResourceGroupRow) => ({
  id: row.id,
  name: row.name,
  type: 'Microsoft.Resources/resourceGroups',
  location: row.location,
  tags: row.tags,
  properties: { provisioningState: 'Succeeded' },
})
