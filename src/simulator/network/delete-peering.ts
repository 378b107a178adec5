import { done, type Outcome, refused } from '../arm/arm-error.ts'
import { type Change, keyOf, type NetworkRow, type PeeringRow } from '../state/records.ts'
import type { EstateView } from '../state/view.ts'
import { refuseIfOccupied } from './occupation.ts'
import { startOperation } from './operation.ts'
import type { AcceptedWrite } from './put-peering.ts'
import type { RuleContext } from './rules.ts'

/** DELETE of one side: Deleting until the operation ends; `removePeering` then does the rest. */
export function deletePeering(
  view: EstateView,
  home: NetworkRow,
  peering: PeeringRow,
  context: RuleContext,
): Outcome<AcceptedWrite> {
  const refusal = refuseIfOccupied(view, home, context)
  if (refusal !== null) return refused(refusal)
  const operation = startOperation('delete-peering', peering.id, home, context)
  return done({
    created: false,
    operation,
    changes: [
      { table: 'operations', key: keyOf(operation.id), value: operation },
      { table: 'networks', key: keyOf(home.id), value: { ...home, etag: context.newId() } },
      {
        table: 'peerings',
        key: keyOf(peering.id),
        value: { ...peering, provisioningState: 'Deleting', operationId: operation.id },
      },
    ],
  })
}

/** Takes one side away at once. The side on the remote VNet, if there is one, becomes Disconnected: REST deletes one side only. */
export function removePeering(view: EstateView, peering: PeeringRow, newId: () => string): Change[] {
  const changes: Change[] = [{ table: 'peerings', key: keyOf(peering.id), value: null }]
  const home = view.get('networks', peering.networkId)
  if (home !== undefined) {
    changes.push({ table: 'networks', key: keyOf(home.id), value: { ...home, etag: newId() } })
  }
  const remote = view.get('networks', peering.remoteNetworkId)
  for (const other of view.peeringsOn(peering.remoteNetworkId)) {
    if (keyOf(other.remoteNetworkId) !== keyOf(peering.networkId)) continue
    changes.push({ table: 'peerings', key: keyOf(other.id), value: { ...other, peeringState: 'Disconnected' } })
    if (remote !== undefined) {
      changes.push({ table: 'networks', key: keyOf(remote.id), value: { ...remote, etag: newId() } })
    }
  }
  return changes
}
