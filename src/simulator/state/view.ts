import type { NetworkRow, OperationRow, PeeringRow, Rows, TableName } from './records.ts'

/** What the rules may see of the state. Rules read a view and give changes; they never write. */
export interface EstateView {
  get<T extends TableName>(table: T, id: string): Rows[T] | undefined
  /** Every row of a table, in the order of keys. */
  list<T extends TableName>(table: T): readonly Rows[T][]
  /** The peerings on a VNet, in the order they were made. */
  peeringsOn(networkId: string): readonly PeeringRow[]
  /** The peerings on other VNets that point to this VNet. */
  peeringsTowards(networkId: string): readonly PeeringRow[]
  operationsInFlight(): readonly OperationRow[]
}

/** The peering on the remote VNet that points back, if there is one. */
export function reversePeering(view: EstateView, peering: PeeringRow): PeeringRow | undefined {
  const home = peering.networkId.toLowerCase()
  return view.peeringsOn(peering.remoteNetworkId).find((other) => other.remoteNetworkId.toLowerCase() === home)
}

/** The operation that occupies a VNet now, if any. */
export function occupying(view: EstateView, network: NetworkRow): OperationRow | undefined {
  const key = network.id.toLowerCase()
  return view.operationsInFlight().find((operation) => operation.networkId.toLowerCase() === key)
}
