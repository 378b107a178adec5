/** The bot as teams-ai sees it: which activity goes where, and how it is answered. */
import { Application, type TurnState } from '@microsoft/teams-ai'
import { ActivityTypes, TurnContext } from 'botbuilder'
import type { Logger } from 'pino'
import { render } from '../chat/cards/render.ts'
import type { Message } from '../chat/message.ts'
import { ours } from '../chat/text/faults.ts'
import { refusals } from '../chat/text/refusals.ts'
import { working } from '../chat/text/results.ts'
import type { Incoming, Pressed } from '../commands/incoming.ts'
import type { Inbox } from '../commands/ports.ts'
import { checkActivity, parseActivity, referenceFrom } from './parse-activity.ts'
import { toActivity } from './to-activity.ts'

export interface Receiver {
  inbox: Inbox
  /** Decides at once; what comes back is shown to the person who pressed. */
  press(pressed: Pressed): Promise<{ card: Message | null; notice: string | null }>
  tenants: readonly string[]
  newId(): string
  log: Logger
}

/** A typing indicator is worth nothing late: how long it may hold up a turn. */
const typingMs = 1_000

export function createBot(receiver: Receiver): Application<TurnState> {
  // State of the SDK's own would be last-write-wins, and its typing timer is one for all turns: neither is used.
  const app = new Application<TurnState>({ startTypingTimer: false, removeRecipientMention: true })
  const anything = async () => true
  app.adaptiveCards.actionExecute(/^/, async (context) => {
    await answerInvoke(context, receiver)
    return ''
  })
  app.adaptiveCards.actionSubmit(/^/, (context) => receive(context, receiver))
  app.activity(ActivityTypes.InstallationUpdate, (context) => receive(context, receiver))
  app.message(anything, (context) => receive(context, receiver))
  return app
}

/** What was said, typed into a form or joined: into the inbox, and the turn is over. The answer comes by the outbox. */
async function receive(context: TurnContext, receiver: Receiver): Promise<void> {
  const incoming = incomingFrom(context, receiver)
  if (!incoming) return
  if (incoming.kind === 'pressed') return receivePressed(context, incoming, receiver)
  const typing = incoming.kind === 'said' ? showTyping(context, receiver.log) : Promise.resolve()
  await take(context, incoming, receiver, true)
  await typing
}

/** The fallback Action.Submit of a button: the answer is a message, as there is no invoke to respond to. */
async function receivePressed(context: TurnContext, pressed: Pressed, receiver: Receiver): Promise<void> {
  await take(context, pressed, receiver, false)
  const { notice } = await receiver.press(pressed)
  if (notice) await context.sendActivity(toActivity({ kind: 'text', text: notice, mention: null }))
}

async function answerInvoke(context: TurnContext, receiver: Receiver): Promise<void> {
  try {
    const incoming = incomingFrom(context, receiver)
    if (incoming?.kind === 'pressed') {
      await take(context, incoming, receiver, false)
      const { card, notice } = await receiver.press(incoming)
      await respond(context, notice === null && card ? card : { kind: 'text', text: notice ?? '', mention: null })
    } else if (incoming?.kind === 'submitted') {
      await take(context, incoming, receiver, true)
      await respond(context, { kind: 'working', text: working.plan })
    } else {
      await respond(context, { kind: 'text', text: refusals.unreadableAction(), mention: null })
    }
  } catch (error) {
    // An invoke that throws is a 501 without a body, and "Unable to reach app" for the person.
    const id = receiver.newId()
    receiver.log.error({ faultId: id, err: error }, 'fault while answering a card')
    await respond(context, { kind: 'text', text: ours(id), mention: null })
  }
}

/**
 * The invoke response is sent by us: teams-ai remembers across turns whether a verb once answered with `refresh`, and
 * would then show one person's card to all (its AdaptiveCards.actionExecute keeps the response type in a closure).
 */
async function respond(context: TurnContext, message: Message): Promise<void> {
  const rendered = render(message)
  const body =
    'card' in rendered
      ? { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: rendered.card }
      : // Shown as it is, beside the card: Markdown would be read as signs.
        {
          statusCode: 200,
          type: 'application/vnd.microsoft.activity.message',
          value: rendered.text.replace(/[`*]/g, ''),
        }
  await context.sendActivity({ type: ActivityTypes.InvokeResponse, value: { status: 200, body } })
}

function incomingFrom(context: TurnContext, { tenants }: Receiver): Incoming | null {
  const checked = checkActivity(plain(context.activity), tenants)
  return checked.ok ? parseActivity(checked.activity, checked.tenantId, context.activity.text ?? '') : null
}

/** The SDK turns times into Date objects; we read the activity as it came. */
function plain(activity: unknown): unknown {
  return JSON.parse(JSON.stringify(activity))
}

async function take(context: TurnContext, incoming: Incoming, { inbox }: Receiver, job: boolean): Promise<void> {
  const reference = TurnContext.getConversationReference(context.activity)
  await inbox.take(incoming, referenceFrom(incoming, { ...reference }), { job })
}

async function showTyping(context: TurnContext, log: Logger): Promise<void> {
  const sent = context
    .sendActivity({ type: ActivityTypes.Typing })
    .catch((error: unknown) => log.info({ err: error }, 'typing indicator was not delivered'))
  const late = new Promise((resolve) => setTimeout(resolve, typingMs).unref())
  await Promise.race([sent, late])
}
