/** People who talk to Peerbot over HTTP, as Teams would deliver it. */
import { randomUUID } from 'node:crypto'
import { buttonsOf, type LoopbackTeams, type PostedMessage } from './teams-on-loopback.ts'

export const tenantId = '10000000-0000-4000-8000-000000000001'
const bot = { id: '28:20000000-0000-4000-8000-000000000001', name: 'Peerbot' }

export interface PersonId {
  id: string
  aadObjectId: string
  name: string
}

const person = (place: number, name: string): PersonId => ({
  id: `user-id-${place}`,
  aadObjectId: `30000000-0000-4000-8000-00000000000${place + 1}`,
  name,
})

export const alex = person(0, 'Alex Wilber')
export const megan = person(1, 'Megan Bowen')
export const adele = person(2, 'Adele Vance')
export const isaiah = person(3, 'Isaiah Langer')
export const patti = person(4, 'Patti Fernandez')
export const miriam = person(5, 'Miriam Graham')

export interface Conversation {
  id: string
  kind: 'personal' | 'groupChat' | 'channel'
}

let conversations = 0
/** A conversation of its own for each test: nothing of another test is in it. */
export function newConversation(kind: Conversation['kind'] = 'personal'): Conversation {
  conversations += 1
  return { id: `${kind}-${process.pid}-${conversations}`, kind }
}

export interface InvokeAnswer {
  status: number
  type: string
  value: unknown
}

export function peopleOf(address: string, teams: LoopbackTeams) {
  function activity(from: PersonId, where: Conversation, rest: Record<string, unknown>) {
    return {
      id: randomUUID(),
      channelId: 'msteams',
      serviceUrl: teams.serviceUrl,
      from,
      recipient: bot,
      conversation: { id: where.id, conversationType: where.kind, tenantId, isGroup: where.kind !== 'personal' },
      channelData: { tenant: { id: tenantId } },
      timestamp: '2026-11-22T10:00:00Z',
      ...rest,
    }
  }

  async function send(body: unknown): Promise<{ status: number; body: unknown }> {
    const response = await fetch(`${address}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    const text = await response.text()
    return { status: response.status, body: text === '' ? null : JSON.parse(text) }
  }

  async function invoke(
    from: PersonId,
    where: Conversation,
    action: unknown,
    replyToId?: string,
  ): Promise<InvokeAnswer> {
    const { status, body } = await send(
      activity(from, where, { type: 'invoke', name: 'adaptiveCard/action', replyToId, value: { action } }),
    )
    const answer = body as { type?: string; value?: unknown } | null
    return { status, type: answer?.type ?? '', value: answer?.value }
  }

  return {
    activity,
    send,
    /** Opens a chat with the bot, so that it can reach the person there. */
    join: (who: PersonId, where: Conversation) =>
      send(activity(who, where, { type: 'installationUpdate', action: 'add' })),
    /** In a channel or group chat the bot hears only what mentions it. */
    say(who: PersonId, where: Conversation, text: string) {
      if (where.kind === 'personal') return send(activity(who, where, { type: 'message', text }))
      const mention = { type: 'mention', text: '<at>Peerbot</at>', mentioned: bot }
      return send(activity(who, where, { type: 'message', text: `<at>Peerbot</at> ${text}`, entities: [mention] }))
    },
    /** Presses the button of a card, with what it carries and what was entered. */
    press(
      who: PersonId,
      where: Conversation,
      message: PostedMessage,
      verb: string,
      entered: Record<string, unknown> = {},
    ) {
      const button = buttonsOf(message.activity.attachments).find((known) => known.verb === verb)
      if (!button) throw new Error(`the card has no button '${verb}'`)
      const data = { ...button.data, ...entered }
      return invoke(who, where, { type: 'Action.Execute', verb, data }, message.id)
    },
    invoke,
  }
}
