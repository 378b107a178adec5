import type { Status } from '../chat/message.ts'
import { findingSentence } from '../chat/text/findings.ts'
import { inWords } from '../chat/text/lists.ts'
import { refusals } from '../chat/text/refusals.ts'
import type { PartlyObserved } from '../clouds/observe.ts'
import { connectionState } from '../peering/connection.ts'
import type { ObservedCloud } from '../peering/model.ts'
import { cloudIdsOf } from '../peering/plan-connect.ts'
import { preflightCloud } from '../peering/preflight.ts'
import { parseResourceId, sameId } from '../peering/resource-id.ts'
import { pairsOf } from '../peering/topology.ts'
import { type Answer, type Asked, type Command, type CommandRoom, say } from './command.ts'
import { connectionStatus } from './connection-status.ts'
import { findClouds } from './named-clouds.ts'
import { observeToShow } from './observe-to-show.ts'

export const status: Command = {
  name: 'status',
  aliases: ['state', 'show'],
  summary: 'Show what Azure says of all connections, of some private clouds, or of a request',
  usage: 'status [CLOUD [to CLOUD] | #N]',
  examples: ['status', 'status cloudA to cloudB', 'status cloudA', 'status #7'],
  accepts: ['nothing', 'clouds', 'request'],
  takesReason: false,
  role: 'look',
  changes: false,

  run(asked, room) {
    const { clouds, request } = asked.arguments
    if (request !== null) return ofRequest(request, asked, room)
    return clouds ? ofClouds(clouds, room) : ofEverything(room)
  },
}

/** Every connection of which there is at least one side. */
async function ofEverything(room: CommandRoom): Promise<Answer> {
  const seen = await observeToShow(await room.clouds.all(), room)
  return [view('All connections', seen, existing(pairsOf('mesh', seen.observed.length), seen), [], room)]
}

async function ofClouds(named: NonNullable<Asked['arguments']['clouds']>, room: CommandRoom): Promise<Answer> {
  const found = await findClouds(named.names, room.clouds)
  if (!found.ok) return [say(found.refusal)]
  const [only, ...others] = found.clouds
  if (only && others.length === 0) {
    const rest = (await room.clouds.all()).filter((cloud) => !sameId(cloud.id, only.id))
    const seen = await observeToShow([only, ...rest], room)
    const pairs = existing(pairsOf('star', seen.observed.length), seen)
    return [view(only.name, seen, pairs, seen.observed.slice(0, 1), room)]
  }
  const seen = await observeToShow(found.clouds, room)
  const names = found.clouds.map((cloud) => cloud.name)
  const title = named.topology === 'mesh' ? inWords(names) : `${names[0]} to ${inWords(names.slice(1))}`
  return [view(title, seen, pairsOf(named.topology, seen.observed.length), seen.observed, room)]
}

async function ofRequest(number: number, asked: Asked, room: CommandRoom): Promise<Answer> {
  const request = await room.store.findRequest(number)
  if (!request || request.requester.tenantId !== asked.person.tenantId) return [say(refusals.unknownRequest(number))]
  const all = await room.clouds.all()
  const ids = cloudIdsOf(request.plan)
  const clouds = ids.flatMap((id) => all.filter((cloud) => sameId(cloud.id, id)))
  const missing = ids.filter((id) => !clouds.some((cloud) => sameId(cloud.id, id)))
  const gone = missing.filter((id) => !isUnreadable(id, room)).length
  const seen = await observeToShow(clouds, room)
  const pairs = pairsOf(request.plan.topology, seen.observed.length)
  const shown = view(
    `Request #${number} (${request.state})`,
    seen,
    missing.length > 0 ? existing(pairs, seen) : pairs,
    seen.observed,
    room,
  )
  const remarks = gone > 0 ? [`${gone} of its private clouds can no longer be found.`] : []
  return [{ ...shown, remarks: [...remarks, ...shown.remarks] }]
}

/** Whether a private cloud is of a subscription that could not be read: then it is not known to be gone. */
function isUnreadable(cloudId: string, room: CommandRoom): boolean {
  const subscription = parseResourceId(cloudId)?.subscriptionId ?? ''
  return room.clouds.unreadable().some(({ subscriptionId }) => sameId(subscriptionId, subscription))
}

/** The connections of which there is at least one side. */
function existing(pairs: readonly [number, number][], { observed }: PartlyObserved): [number, number][] {
  return pairs.filter(([a, b]) => exists(observed[a], observed[b]))
}

function exists(a: ObservedCloud | undefined, b: ObservedCloud | undefined): boolean {
  return Boolean(a?.network && b?.network && connectionState(a.network, b.network) !== 'None')
}

/** `about`: the clouds that were asked for by name; what stands in their way is remarked. */
function view(
  title: string,
  { observed, unreadable, remarks }: PartlyObserved & { remarks: readonly string[] },
  pairs: readonly [number, number][],
  about: readonly ObservedCloud[],
  room: CommandRoom,
): Status {
  // Of a VNet that could not be read nothing is known: least of all that it is gone.
  const known = about.filter(({ cloud }) => !unreadable.some((other) => other.cloud === cloud))
  return {
    kind: 'status',
    title,
    connections: pairs.flatMap(([a, b]) => connectionStatus(observed[a], observed[b])),
    remarks: [...remarks, ...known.flatMap(preflightCloud).map((finding) => findingSentence(finding).sentence)],
    readAt: room.now().toISOString(),
  }
}
