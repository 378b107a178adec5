import type { ArmError } from '../arm/arm-error.ts'
import type { NetworkRow } from '../state/records.ts'
import { type EstateView, occupying } from '../state/view.ts'
import { notProvisioned, occupiedByAnotherOperation } from './network-errors.ts'
import type { RuleContext } from './rules.ts'

/** `provisioningState` as it shows now: a VNet that a write occupies is Updating (or Deleting). */
export function shownState(view: EstateView, network: NetworkRow, vnetLocks: boolean): string {
  const operation = occupying(view, network)
  if (operation?.kind === 'delete-network') return 'Deleting'
  if (operation?.kind === 'put-network') return 'Updating'
  if (operation !== undefined && vnetLocks) return 'Updating'
  return network.provisioningState
}

/** The lock answer, if another write occupies the VNet that is to be written. */
export function refuseIfOccupied(view: EstateView, network: NetworkRow, context: RuleContext): ArmError | null {
  if (!context.settings.vnetLocks) return null
  const operation = occupying(view, network)
  if (operation === undefined) return null
  const leftMs = Date.parse(operation.endsAt) - context.now.getTime()
  const seconds = Math.max(context.settings.retryAfterSeconds, Math.ceil(leftMs / 1000))
  return occupiedByAnotherOperation(operation, network.id, seconds)
}

/** The error of a peering PUT whose VNet (either side) is not Succeeded. */
export function refuseIfNotProvisioned(
  view: EstateView,
  network: NetworkRow,
  peeringId: string,
  context: RuleContext,
): ArmError | null {
  const state = shownState(view, network, context.settings.vnetLocks)
  if (state === 'Succeeded') return null
  const operation = occupying(view, network)?.name ?? 'PutVirtualNetworkOperation'
  return notProvisioned(network.id, peeringId, state, operation)
}
