import type { ConnectForm } from '../chat/message.ts'
import type { CloudList } from '../clouds/cloud-list.ts'
import { shortestName } from '../clouds/resolve-name.ts'
import type { PrivateCloud } from '../peering/model.ts'

/** The form for `connect` alone, with what was entered before where it is shown again. Throws `AzureFault`. */
export async function connectForm(
  list: CloudList,
  entered: Partial<Pick<ConnectForm, 'chosen' | 'topology' | 'centre' | 'reason' | 'error'>>,
): Promise<ConnectForm> {
  const all = await list.all()
  return {
    kind: 'connect-form',
    clouds: all.map((cloud) => ({
      id: cloud.id,
      name: shortestName(cloud, all),
      location: cloud.location,
      unusable: unusable(cloud),
    })),
    chosen: entered.chosen ?? [],
    topology: entered.topology ?? 'mesh',
    centre: entered.centre ?? null,
    reason: entered.reason ?? '',
    error: entered.error ?? null,
  }
}

/** A few words why a cloud cannot be chosen; null = it can. */
function unusable(cloud: PrivateCloud): string | null {
  if (!cloud.virtualNetworkId) return 'Generation 1'
  return cloud.provisioningState === 'Succeeded' ? null : cloud.provisioningState
}
