/** From what Peerbot says to what Teams shows: a text with its mentions, or a card with its one-line summary. */
import type { Message } from '../message.ts'
import { escapeText } from '../text/escape.ts'
import type { AdaptiveCard } from './adaptive-card.ts'
import { cloudListCard, cloudListSummary } from './cloud-list.ts'
import { connectForm, formSummary } from './connect-form.ts'
import { helpCard, helpSummary } from './help.ts'
import { requestCard, requestSummary } from './request-card.ts'
import { requestListCard, requestListSummary } from './request-list.ts'
import { statusCard, statusSummary } from './status.ts'
import { workingCard } from './working.ts'

export type Rendered =
  | { text: string; mentions: readonly RenderedMention[] }
  /** `summary` is for the notification and for screen readers. A card and a text never go in one activity. */
  | { card: AdaptiveCard; summary: string }

/** `text` is what stands for the mention in the message, to be repeated in the activity's mention entity. */
export interface RenderedMention {
  id: string
  name: string
  text: string
}

export function render(message: Message): Rendered {
  switch (message.kind) {
    case 'text':
      return renderText(message)
    case 'request-card':
      return { card: requestCard(message), summary: requestSummary(message) }
    case 'connect-form':
      return { card: connectForm(message), summary: formSummary }
    case 'working':
      return { card: workingCard(message), summary: escapeText(message.text) }
    case 'status':
      return { card: statusCard(message), summary: statusSummary(message) }
    case 'cloud-list':
      return { card: cloudListCard(message), summary: cloudListSummary(message) }
    case 'request-list':
      return { card: requestListCard(message), summary: requestListSummary(message) }
    case 'help':
      return { card: helpCard(message), summary: helpSummary }
  }
}

function renderText({ text, mention }: Extract<Message, { kind: 'text' }>): Rendered {
  if (!mention) return { text, mentions: [] }
  const name = escapeText(mention.name)
  const at = `<at>${name}</at>`
  return { text: `${at} ${text}`, mentions: [{ id: mention.id, name, text: at }] }
}
