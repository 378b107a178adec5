import { refusals } from '../chat/text/refusals.ts'
import { observe } from '../clouds/observe.ts'
import type { PrivateCloud } from '../peering/model.ts'
import type { Topology } from '../peering/plan.ts'
import { allConnected, nothingToWrite, type Planned, planConnect } from '../peering/plan-connect.ts'
import { sameId } from '../peering/resource-id.ts'
import { approversFor, termsFor } from '../requests/approval-terms.ts'
import { ask } from '../requests/ask.ts'
import { type Answer, type Asked, type Command, type CommandRoom, say } from './command.ts'
import { connectForm } from './connect-form.ts'
import { findClouds } from './named-clouds.ts'

/** A mesh of 40 has 780 connections: what one request may ask for. */
export const cloudsAtMost = 40

export const connect: Command = {
  name: 'connect',
  aliases: ['peer', 'link'],
  summary: 'Ask for private clouds to be connected; without names: a form',
  usage: 'connect CLOUD to CLOUD [because REASON]',
  examples: [
    'connect cloudA to cloudB',
    'connect cloudA, cloudB and cloudC',
    'connect cloudA to cloudB and cloudC because of the migration',
    'connect',
  ],
  accepts: ['nothing', 'clouds'],
  takesReason: true,
  role: 'request',
  changes: true,

  async run(asked, room) {
    const { clouds: named, because } = asked.arguments
    if (!named) return [await connectForm(room.clouds, { reason: because ?? '' })]
    if (named.names.length > cloudsAtMost) return [say(refusals.tooManyClouds(cloudsAtMost))]
    const found = await findClouds(named.names, room.clouds)
    if (!found.ok) return [say(found.refusal)]
    return askToConnect(named.topology, found.clouds, asked, room)
  },
}

/** Plans, checks, and answers with a request, or with the reason why there is none. */
async function askToConnect(
  topology: Topology,
  clouds: readonly PrivateCloud[],
  asked: Asked,
  room: CommandRoom,
): Promise<Answer> {
  const planned = await planOnFreshGround(topology, clouds, room)
  if (!planned.ok) return [say(refusals.blocked(planned.blockers))]
  const { plan } = planned
  const names = clouds.map((cloud) => cloud.name)
  const [centre = '', ...points] = names
  if (allConnected(plan))
    return [say(topology === 'star' ? refusals.allConnected(points, centre) : refusals.allConnected(names, null))]
  if (nothingToWrite(plan)) return [say(refusals.underWay(names))]
  const approval = termsFor(room.policy(), plan)
  if (!approval) return [say(refusals.noRule())]
  const deciding = approversFor(approval.terms, asked.person).length
  if (deciding < approval.terms.needed) return [say(refusals.tooFewApprovers(deciding, approval.terms.needed))]
  return async (tx) => {
    const now = room.now()
    const outcome = await ask(tx, {
      plan,
      requester: asked.person,
      conversation: asked.conversation,
      replaces: asked.replaces,
      reason: asked.arguments.because,
      terms: approval.terms,
      expiresAt: new Date(now.getTime() + approval.expiresAfterMs),
      now,
    })
    // The card that `ask` posts is the answer.
    return outcome.ok ? [] : [say(refusals.sameRequest(outcome.sameAs.number))]
  }
}

/** The list of private clouds may be a minute old: before a blocker refuses anybody, it is read again. */
async function planOnFreshGround(
  topology: Topology,
  clouds: readonly PrivateCloud[],
  room: CommandRoom,
): Promise<Planned> {
  const planned = planConnect(topology, await observe(clouds, room.reader))
  if (planned.ok) return planned
  const present = await room.clouds.reread()
  const again = clouds.map((cloud) => present.find(({ id }) => sameId(id, cloud.id)) ?? cloud)
  return planConnect(topology, await observe(again, room.reader))
}
