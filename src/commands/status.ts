import type { Status } from '../chat/message.ts'
import { findingSentence } from '../chat/text/findings.ts'
import { inWords } from '../chat/text/lists.ts'
import { refusals } from '../chat/text/refusals.ts'
import { observe } from '../clouds/observe.ts'
import { connectionState } from '../peering/connection.ts'
import type { ObservedCloud } from '../peering/model.ts'
import { cloudIdsOf } from '../peering/plan-connect.ts'
import { preflightCloud } from '../peering/preflight.ts'
import { sameId } from '../peering/resource-id.ts'
import { pairsOf } from '../peering/topology.ts'
import { type Answer, type Asked, type Command, type CommandRoom, say } from './command.ts'
import { connectionStatus } from './connection-status.ts'
import { findClouds } from './named-clouds.ts'

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
  const observed = await observe(await room.clouds.all(), room.reader)
  const pairs = pairsOf('mesh', observed.length).filter(([a, b]) => exists(observed[a], observed[b]))
  return [view('All connections', observed, pairs, [], room)]
}

async function ofClouds(named: NonNullable<Asked['arguments']['clouds']>, room: CommandRoom): Promise<Answer> {
  const found = await findClouds(named.names, room.clouds)
  if (!found.ok) return [say(found.refusal)]
  const [only, ...others] = found.clouds
  if (only && others.length === 0) {
    const rest = (await room.clouds.all()).filter((cloud) => !sameId(cloud.id, only.id))
    const observed = await observe([only, ...rest], room.reader)
    const pairs = pairsOf('star', observed.length).filter(([a, b]) => exists(observed[a], observed[b]))
    return [view(only.name, observed, pairs, observed.slice(0, 1), room)]
  }
  const observed = await observe(found.clouds, room.reader)
  const names = found.clouds.map((cloud) => cloud.name)
  const title = named.topology === 'mesh' ? inWords(names) : `${names[0]} to ${inWords(names.slice(1))}`
  return [view(title, observed, pairsOf(named.topology, observed.length), observed, room)]
}

async function ofRequest(number: number, asked: Asked, room: CommandRoom): Promise<Answer> {
  const request = await room.store.findRequest(number)
  if (!request || request.requester.tenantId !== asked.person.tenantId) return [say(refusals.unknownRequest(number))]
  const all = await room.clouds.all()
  const ids = cloudIdsOf(request.plan)
  const clouds = ids.flatMap((id) => all.filter((cloud) => sameId(cloud.id, id)))
  const observed = await observe(clouds, room.reader)
  const gone = ids.length - clouds.length
  const remarks = gone > 0 ? [`${gone} of its private clouds can no longer be found.`] : []
  const title = `Request #${number} (${request.state})`
  const pairs = pairsOf(request.plan.topology, observed.length)
  const shown = view(
    title,
    observed,
    gone > 0 ? pairs.filter(([a, b]) => exists(observed[a], observed[b])) : pairs,
    observed,
    room,
  )
  return [{ ...shown, remarks: [...remarks, ...shown.remarks] }]
}

function exists(a: ObservedCloud | undefined, b: ObservedCloud | undefined): boolean {
  return Boolean(a?.network && b?.network && connectionState(a.network, b.network) !== 'None')
}

/** `about`: the clouds that were asked for by name; what stands in their way is remarked. */
function view(
  title: string,
  observed: readonly ObservedCloud[],
  pairs: readonly [number, number][],
  about: readonly ObservedCloud[],
  room: CommandRoom,
): Status {
  return {
    kind: 'status',
    title,
    connections: pairs.flatMap(([a, b]) => connectionStatus(observed[a], observed[b])),
    remarks: about.flatMap(preflightCloud).map((finding) => findingSentence(finding).sentence),
    readAt: room.now().toISOString(),
  }
}
