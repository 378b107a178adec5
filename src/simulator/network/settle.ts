import { type Change, keyOf, type OperationRow } from '../state/records.ts'
import type { EstateView } from '../state/view.ts'
import { removeNetwork } from './delete-network.ts'
import { removePeering } from './delete-peering.ts'

/** Finished operations can be polled for this long. */
const keepFinishedMs = 24 * 60 * 60 * 1000

/**
 * Ends the operation that has been due for the longest, if any is due: gives its changes, or null when nothing is due. Called until
 * null before each request is answered and at the start, so that time passes the same whether or not the process was running.
 */
export function settleNext(view: EstateView, now: Date, newId: () => string): Change[] | null {
  const at = now.getTime()
  const due = view
    .operationsInFlight()
    .filter((operation) => Date.parse(operation.endsAt) <= at)
    .sort((a, b) => Date.parse(a.endsAt) - Date.parse(b.endsAt))[0]
  return due === undefined ? null : settle(view, due, newId)
}

/** Removes the rows of operations that ended long ago. */
export function forgetOld(view: EstateView, now: Date): Change[] {
  return view
    .list('operations')
    .filter((operation) => operation.status !== 'InProgress')
    .filter((operation) => now.getTime() - Date.parse(operation.endsAt) > keepFinishedMs)
    .map((operation) => ({ table: 'operations', key: keyOf(operation.id), value: null }))
}

function settle(view: EstateView, operation: OperationRow, newId: () => string): Change[] {
  const ended: OperationRow = { ...operation, status: operation.failure === null ? 'Succeeded' : 'Failed' }
  return [{ table: 'operations', key: keyOf(operation.id), value: ended }, ...effects(view, ended, newId)]
}

/** The end of a write on its resource, unless a later write has taken the resource over. */
function effects(view: EstateView, operation: OperationRow, newId: () => string): Change[] {
  const network = view.get('networks', operation.networkId)
  if (network === undefined) return []
  const provisioningState = operation.status
  const touched: Change = { table: 'networks', key: keyOf(network.id), value: { ...network, etag: newId() } }

  if (operation.kind === 'put-peering' || operation.kind === 'delete-peering') {
    const peering = view.get('peerings', operation.targetId)
    if (peering === undefined || peering.operationId !== operation.id) return [touched]
    if (operation.kind === 'delete-peering' && operation.failure === null) return removePeering(view, peering, newId)
    return [touched, { table: 'peerings', key: keyOf(peering.id), value: { ...peering, provisioningState } }]
  }
  if (network.operationId !== operation.id) return [touched]
  if (operation.kind === 'delete-network' && operation.failure === null) return removeNetwork(view, network, newId)
  return [{ table: 'networks', key: keyOf(network.id), value: { ...network, provisioningState, etag: newId() } }]
}
