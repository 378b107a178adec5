import { type Activity, ActivityTypes, CardFactory, MessageFactory } from 'botbuilder'
import { render } from '../chat/cards/render.ts'
import type { Message } from '../chat/message.ts'

/** A message as Teams takes it. A card goes without text: Teams would split the two and give no id to edit by. */
export function toActivity(message: Message): Partial<Activity> {
  const rendered = render(message)
  if ('card' in rendered)
    return { ...MessageFactory.attachment(CardFactory.adaptiveCard(rendered.card)), summary: rendered.summary }
  return {
    type: ActivityTypes.Message,
    text: rendered.text,
    textFormat: 'markdown',
    entities: rendered.mentions.map(({ id, name }) => ({
      type: 'mention',
      text: `<at>${name}</at>`,
      mentioned: { id, name },
    })),
  }
}
