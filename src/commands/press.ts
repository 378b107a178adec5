/** A button on a request's card: decided at once, answered with the turn. */
import type { Message } from '../chat/message.ts'
import { refusals } from '../chat/text/refusals.ts'
import { hasRole } from '../requests/approval-terms.ts'
import { decide } from '../requests/decide.ts'
import { requestCard } from '../requests/request-card.ts'
import type { CommandRoom } from './command.ts'
import { answerTo } from './decision-commands.ts'
import type { Pressed } from './incoming.ts'

export interface Pressing {
  /** The card as it is now, for the place of the one that was pressed; null: the person may not see it. */
  card: Message | null
  /** What to tell the person besides; null: the card says it. */
  notice: string | null
}

const actions = ['approve', 'reject', 'cancel'] as const

/**
 * Nothing in the card's data is trusted: the request is looked up, the person checked, the revision compared.
 * What comes back is built from what was committed.
 */
export async function press(pressed: Pressed, room: CommandRoom): Promise<Pressing> {
  const { person, request: number, conversation, revision, because } = pressed
  if (pressed.verb === 'refresh') return refresh(pressed, room)
  const action = actions.find((known) => known === pressed.verb)
  if (!action) return { card: null, notice: refusals.unreadableAction() }
  const inForce = room.policy()
  const decided = await room.store.transaction((tx) =>
    decide(tx, { number, revision, action, because, person, conversation, now: room.now() }, inForce),
  )
  const notice = decided.ok ? null : answerTo(decided, action, number, person, inForce)
  const maySee = 'request' in decided && hasRole(inForce, person, 'look')
  return { card: maySee ? requestCard(decided.request) : null, notice }
}

async function refresh({ request: number, person }: Pressed, room: CommandRoom): Promise<Pressing> {
  const request = await room.store.findRequest(number)
  const maySee = request?.requester.tenantId === person.tenantId && hasRole(room.policy(), person, 'look')
  return request && maySee
    ? { card: requestCard(request), notice: null }
    : { card: null, notice: refusals.unknownRequest(number) }
}
