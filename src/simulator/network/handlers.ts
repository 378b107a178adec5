/** What Microsoft.Network answers: each handler finds its rows, asks the rules, commits and writes the body. */
import { done, type Outcome, refused } from '../arm/arm-error.ts'
import { parentResourceNotFound, resourceNotFound } from '../arm/arm-errors.ts'
import type { ArmCall, ArmContext, ArmReply } from '../arm/context.ts'
import { operationHeaders } from '../arm/long-running.ts'
import { page } from '../arm/paging.ts'
import { networkId, peeringId, resourceGroupId } from '../arm/resource-id.ts'
import type { ArmHandler } from '../arm/route-table.ts'
import type { NetworkRow } from '../state/records.ts'
import { deleteNetwork } from './delete-network.ts'
import { deletePeering } from './delete-peering.ts'
import { etagOf, networkBody, peeringBody } from './network-body.ts'
import { childNotFound, preconditionFailed } from './network-errors.ts'
import { parsePeeringRequest } from './peering-request.ts'
import { putNetwork } from './put-network.ts'
import { type AcceptedWrite, putPeering } from './put-peering.ts'
import type { RuleContext } from './rules.ts'

export const listNetworks: ArmHandler = (call, { store, settings }) => {
  const { subscriptionId = '', resourceGroup } = call.params
  const scope =
    resourceGroup === undefined ? `/subscriptions/${subscriptionId}` : resourceGroupId(subscriptionId, resourceGroup)
  const rows = store.view.list('networks').filter(({ id }) => id.toLowerCase().startsWith(`${scope.toLowerCase()}/`))
  const body = (row: NetworkRow) => networkBody(store.view, row, call.apiVersion, settings.vnetLocks)
  return done({ status: 200, body: page(call, rows, ({ id }) => id, settings.pageSize, body) })
}

export const getNetwork: ArmHandler = (call, context) => {
  const network = findNetwork(call, context)
  return network === undefined ? refused(missing(call)) : done(networkReply(call, context, network.id, 200))
}

export const putNetworkHandler: ArmHandler = (call, context) => {
  const { subscriptionId = '', resourceGroup = '', network: name = '' } = call.params
  const existing = findNetwork(call, context)
  if (!matches(call, context, existing?.id)) return refused(preconditionFailed())
  const place = { subscriptionId, resourceGroup, name }
  const written = putNetwork(context.store.view, place, call.body, ruleContext(call, context))
  if (!written.ok) return written
  context.store.commit(written.value.changes)
  const { targetId } = written.value.operation
  return done({
    ...networkReply(call, context, targetId, written.value.created ? 201 : 200),
    // Recorded on the PUT of a VNet, not on that of a peering.
    headers: {
      'Azure-AsyncNotification': 'Enabled',
      ...operationHeaders(call, context, written.value.operation, false),
    },
  })
}

export const deleteNetworkHandler: ArmHandler = (call, context) => {
  const network = findNetwork(call, context)
  if (network === undefined) return done({ status: 204 })
  if (!matches(call, context, network.id)) return refused(preconditionFailed())
  return accepted(call, context, deleteNetwork(context.store.view, network, ruleContext(call, context)))
}

export const listPeerings: ArmHandler = (call, context) => {
  const network = findNetwork(call, context)
  if (network === undefined) return refused(missing(call))
  const { view } = context.store
  const rows = [...view.peeringsOn(network.id)].sort((a, b) => (a.id.toLowerCase() < b.id.toLowerCase() ? -1 : 1))
  return done({
    status: 200,
    body: page(
      call,
      rows,
      ({ id }) => id,
      context.settings.pageSize,
      (row) => peeringBody(view, row, call.apiVersion),
    ),
  })
}

export const getPeering: ArmHandler = (call, context) => {
  const network = findNetwork(call, context)
  if (network === undefined) return refused(missing(call))
  const id = peeringId(network.id, call.params.peering ?? '')
  return context.store.view.get('peerings', id) === undefined
    ? refused(childNotFound(id))
    : done(peeringReply(call, context, id, 200))
}

export const putPeeringHandler: ArmHandler = (call, context) => {
  const network = findNetwork(call, context)
  if (network === undefined) return refused(parentResourceNotFound(call.params.network ?? ''))
  const { view } = context.store
  const name = call.params.peering ?? ''
  const known = view.get('peerings', peeringId(network.id, name)) !== undefined
  if (!matches(call, context, known ? network.id : undefined)) return refused(preconditionFailed())
  const request = parsePeeringRequest(call.body)
  if (!request.ok) return request
  const sync = call.query.get('syncremoteaddressspace')?.toLowerCase() === 'true'
  const written = putPeering(view, network, name, request.value, sync, ruleContext(call, context))
  if (!written.ok) return written
  context.store.commit(written.value.changes)
  const { operation, created } = written.value
  const { body, status } = peeringReply(call, context, operation.targetId, created ? 201 : 200)
  return done({ status, body, headers: operationHeaders(call, context, operation, false) })
}

export const deletePeeringHandler: ArmHandler = (call, context) => {
  const network = findNetwork(call, context)
  if (network === undefined) return done({ status: 204 })
  const peering = context.store.view.get('peerings', peeringId(network.id, call.params.peering ?? ''))
  if (peering === undefined) return done({ status: 204 })
  if (!matches(call, context, network.id)) return refused(preconditionFailed())
  return accepted(call, context, deletePeering(context.store.view, network, peering, ruleContext(call, context)))
}

function accepted(call: ArmCall, context: ArmContext, written: Outcome<AcceptedWrite>): Outcome<ArmReply> {
  if (!written.ok) return written
  context.store.commit(written.value.changes)
  return done({ status: 202, headers: operationHeaders(call, context, written.value.operation, true) })
}

function networkReply(call: ArmCall, context: ArmContext, id: string, status: number): ArmReply {
  const row = context.store.view.get('networks', id)
  if (row === undefined) return { status: 404 }
  const body = networkBody(context.store.view, row, call.apiVersion, context.settings.vnetLocks)
  return { status, body, headers: { ETag: etagOf(context.store.view, id) } }
}

function peeringReply(call: ArmCall, context: ArmContext, id: string, status: number): ArmReply {
  const row = context.store.view.get('peerings', id)
  if (row === undefined) return { status: 404 }
  const body = peeringBody(context.store.view, row, call.apiVersion)
  return { status, body, headers: { ETag: etagOf(context.store.view, row.networkId) } }
}

/** `If-Match` against the etag of the VNet, which its peerings share. `*` asks only that the resource exists. */
function matches(call: ArmCall, context: ArmContext, networkIdOrNone: string | undefined): boolean {
  if (call.ifMatch === undefined) return true
  if (networkIdOrNone === undefined) return false
  return call.ifMatch === '*' || call.ifMatch === etagOf(context.store.view, networkIdOrNone)
}

function findNetwork(call: ArmCall, { store }: ArmContext): NetworkRow | undefined {
  const { subscriptionId = '', resourceGroup = '', network = '' } = call.params
  return store.view.get('networks', networkId(subscriptionId, resourceGroup, network))
}

const missing = ({ params }: ArmCall) =>
  resourceNotFound('Microsoft.Network/virtualNetworks', params.network ?? '', params.resourceGroup ?? '')

const ruleContext = (call: ArmCall, context: ArmContext): RuleContext => ({
  now: context.now(),
  newId: context.newId,
  settings: context.settings,
  fail: call.failOperation,
})
