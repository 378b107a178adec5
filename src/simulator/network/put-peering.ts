import { done, type Outcome, refused } from '../arm/arm-error.ts'
import { peeringId } from '../arm/resource-id.ts'
import { type Change, keyOf, type NetworkRow, type OperationRow, type PeeringRow } from '../state/records.ts'
import type { EstateView } from '../state/view.ts'
import { invalidName, propertyChangeNotAllowed } from './network-errors.ts'
import { refuseIfNotProvisioned, refuseIfOccupied } from './occupation.ts'
import { startOperation } from './operation.ts'
import { refusePeering, unknownRemote } from './peering-checks.ts'
import type { PeeringRequest } from './peering-request.ts'
import { peeringGuid } from './resource-guid.ts'
import type { RuleContext } from './rules.ts'

/** An accepted write: what changes at once, and the operation that ends it. */
export interface AcceptedWrite {
  created: boolean
  operation: OperationRow
  changes: readonly Change[]
}

const nameRule = /^\w([\w.-]{0,78}\w)?$/

/**
 * PUT of one side of a peering. The first side is Initiated; the second is Connected in the very answer, and the first becomes
 * Connected with it, under a new etag (recorded by azure-cli, 2021 and 2022). `sync` (syncRemoteAddressSpace=true) makes this side
 * learn the remote VNet's present address space; without it only a new or revived side learns.
 */
export function putPeering(
  view: EstateView,
  home: NetworkRow,
  name: string,
  request: PeeringRequest,
  sync: boolean,
  context: RuleContext,
): Outcome<AcceptedWrite> {
  const existing = view.get('peerings', peeringId(home.id, name))
  const id = existing?.id ?? peeringId(home.id, name)
  if (!nameRule.test(name)) return refused(invalidName())
  if (existing !== undefined && keyOf(existing.remoteNetworkId) !== keyOf(request.remoteNetworkId)) {
    return refused(propertyChangeNotAllowed('remoteVirtualNetwork'))
  }
  const remote = view.get('networks', request.remoteNetworkId)
  if (remote === undefined) return refused(unknownRemote(view, home, id, request.remoteNetworkId))

  const refusal =
    refuseIfOccupied(view, home, context) ??
    refuseIfNotProvisioned(view, home, id, context) ??
    refuseIfNotProvisioned(view, remote, id, context) ??
    refusePeering(view, { peeringId: id, home, remote }, request)
  if (refusal !== null) return refused(refusal)

  const operation = startOperation('put-peering', id, home, context)
  const before: PeeringRow = existing ?? { ...emptyPeering(id, name, home, remote), ...flagsOf(request) }
  const reverse = view.peeringsOn(remote.id).find((peering) => keyOf(peering.remoteNetworkId) === keyOf(home.id))
  const after: PeeringRow =
    operation.failure !== null
      ? { ...before, provisioningState: 'Updating', operationId: operation.id }
      : {
          ...before,
          ...flagsOf(request),
          provisioningState: 'Updating',
          peeringState: nextState(before, reverse),
          learntPrefixes:
            sync || existing === undefined || before.peeringState === 'Disconnected'
              ? remote.addressPrefixes
              : before.learntPrefixes,
          operationId: operation.id,
        }

  const changes: Change[] = [
    { table: 'operations', key: keyOf(operation.id), value: operation },
    { table: 'networks', key: keyOf(home.id), value: { ...home, etag: context.newId() } },
    { table: 'peerings', key: keyOf(id), value: after },
  ]
  if (operation.failure === null) {
    // The other side sees this side's state and its own sync level change, so its VNet gets a new etag too.
    changes.push({ table: 'networks', key: keyOf(remote.id), value: { ...remote, etag: context.newId() } })
    if (reverse !== undefined && after.peeringState === 'Connected') {
      changes.push({ table: 'peerings', key: keyOf(reverse.id), value: { ...reverse, peeringState: 'Connected' } })
    }
  }
  return done({ created: existing === undefined, operation, changes })
}

/** Connected as soon as the other side is there and alive; a Disconnected side that is put again goes back to Initiated. */
function nextState(before: PeeringRow, reverse: PeeringRow | undefined): PeeringRow['peeringState'] {
  if (reverse !== undefined && reverse.peeringState !== 'Disconnected') return 'Connected'
  return before.peeringState === 'Connected' ? 'Connected' : 'Initiated'
}

function flagsOf(request: PeeringRequest) {
  const { remoteNetworkId: _, ...flags } = request
  return flags
}

function emptyPeering(id: string, name: string, home: NetworkRow, remote: NetworkRow) {
  return {
    id,
    networkId: home.id,
    name,
    remoteNetworkId: remote.id,
    provisioningState: 'Updating',
    resourceGuid: peeringGuid(home.resourceGuid, remote.resourceGuid),
    peeringState: 'Initiated' as const,
    learntPrefixes: remote.addressPrefixes,
    operationId: null,
  }
}
