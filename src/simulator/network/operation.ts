import type { NetworkRow, OperationRow } from '../state/records.ts'
import type { RuleContext } from './rules.ts'

/** What each kind of write is called in Microsoft.Network's lock answers. The peering's name is an analogy to PutSubnetOperation. */
const names = {
  'put-peering': 'PutVirtualNetworkPeeringOperation',
  'delete-peering': 'DeleteVirtualNetworkPeeringOperation',
  'put-network': 'PutVirtualNetworkOperation',
  'delete-network': 'DeleteVirtualNetworkOperation',
} as const satisfies Record<OperationRow['kind'], string>

/** A peering write took 10 to 20 s, the creation of a VNet about 3 s (recorded by azure-cli, 2021 and 2022). */
const share = { 'put-peering': 1, 'delete-peering': 1, 'put-network': 0.3, 'delete-network': 1 } as const

/** A new operation on a VNet (or on a peering of it), in flight from now on. */
export function startOperation(
  kind: OperationRow['kind'],
  targetId: string,
  network: NetworkRow,
  context: RuleContext,
): OperationRow {
  const length = Math.round(context.settings.operationMs * share[kind])
  return {
    id: context.newId(),
    subscriptionId: network.subscriptionId,
    location: network.location,
    name: names[kind],
    kind,
    targetId,
    networkId: network.id,
    startedAt: context.now.toISOString(),
    endsAt: new Date(context.now.getTime() + length).toISOString(),
    status: 'InProgress',
    failure: context.fail,
  }
}
