/** Stands in for an answer that takes longer. */
import type { Message } from '../message.ts'
import { escapeText } from '../text/escape.ts'
import type { AdaptiveCard } from './adaptive-card.ts'
import { card, text } from './elements.ts'

export function workingCard(view: Extract<Message, { kind: 'working' }>): AdaptiveCard {
  const words = escapeText(view.text)
  return card({ fallbackText: words, body: [text(`◔ ${words}`, { isSubtle: true })] })
}
