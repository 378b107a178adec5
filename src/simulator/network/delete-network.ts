import { done, type Outcome, refused } from '../arm/arm-error.ts'
import { type Change, keyOf, type NetworkRow } from '../state/records.ts'
import type { EstateView } from '../state/view.ts'
import { subnetInUse } from './network-errors.ts'
import { refuseIfOccupied } from './occupation.ts'
import { startOperation } from './operation.ts'
import type { AcceptedWrite } from './put-peering.ts'
import type { RuleContext } from './rules.ts'

/** DELETE of a VNet. One that hosts a private cloud is in use. */
export function deleteNetwork(view: EstateView, network: NetworkRow, context: RuleContext): Outcome<AcceptedWrite> {
  const locked = refuseIfOccupied(view, network, context)
  if (locked !== null) return refused(locked)
  const cloud = view
    .list('privateClouds')
    .find(({ properties }) => String(properties.virtualNetworkId ?? '').toLowerCase() === keyOf(network.id))
  if (cloud !== undefined) return refused(subnetInUse(network.subnets[0]?.name ?? 'avs-mgmt', cloud.id))
  const operation = startOperation('delete-network', network.id, network, context)
  return done({
    created: false,
    operation,
    changes: [
      { table: 'operations', key: keyOf(operation.id), value: operation },
      {
        table: 'networks',
        key: keyOf(network.id),
        value: { ...network, operationId: operation.id, etag: context.newId() },
      },
    ],
  })
}

/** Takes a VNet and its peerings away; what points to it from other VNets becomes Disconnected. */
export function removeNetwork(view: EstateView, network: NetworkRow, newId: () => string): Change[] {
  const changes: Change[] = [{ table: 'networks', key: keyOf(network.id), value: null }]
  for (const peering of view.peeringsOn(network.id)) {
    changes.push({ table: 'peerings', key: keyOf(peering.id), value: null })
  }
  for (const peering of view.peeringsTowards(network.id)) {
    changes.push({ table: 'peerings', key: keyOf(peering.id), value: { ...peering, peeringState: 'Disconnected' } })
    const other = view.get('networks', peering.networkId)
    if (other !== undefined)
      changes.push({ table: 'networks', key: keyOf(other.id), value: { ...other, etag: newId() } })
  }
  return changes
}
