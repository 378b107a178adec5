import type { CloudList } from '../chat/message.ts'
import { connectionState } from '../peering/connection.ts'
import type { ObservedCloud } from '../peering/model.ts'
import type { Command } from './command.ts'
import { observeToShow } from './observe-to-show.ts'

export const clouds: Command = {
  name: 'clouds',
  aliases: ['list'],
  summary: 'List the private clouds, their networks and what they are connected with',
  usage: 'clouds',
  examples: ['clouds'],
  accepts: ['nothing'],
  takesReason: false,
  role: 'look',
  changes: false,

  async run(_asked, room) {
    const { observed, remarks } = await observeToShow(await room.clouds.all(), room)
    return [cloudList(observed, remarks, room.now())]
  },
}

function cloudList(observed: readonly ObservedCloud[], remarks: string[], readAt: Date): CloudList {
  return {
    kind: 'cloud-list',
    clouds: observed.map(({ cloud, network }) => ({
      name: cloud.name,
      resourceGroup: cloud.resourceGroup,
      subscriptionId: cloud.subscriptionId,
      location: cloud.location,
      generation: cloud.virtualNetworkId ? 2 : 1,
      provisioningState: cloud.provisioningState,
      addressPrefixes: network ? [...network.addressPrefixes] : null,
      connectedWith: observed.flatMap((other) =>
        network && other.network && other.cloud !== cloud && connectionState(network, other.network) === 'Connected'
          ? [other.cloud.name]
          : [],
      ),
    })),
    remarks,
    readAt: readAt.toISOString(),
  }
}
