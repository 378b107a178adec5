/** What can be typed; also the greeting. */
import type { Help } from '../message.ts'
import { escapeText } from '../text/escape.ts'
import type { AdaptiveCard, Element } from './adaptive-card.ts'
import { fullestThatFits } from './card-size.ts'
import { card, container, heading, small, text } from './elements.ts'

export const helpSummary = 'Peerbot: what you can type.'

export function helpCard(view: Help): AdaptiveCard {
  return fullestThatFits(
    (inFull) =>
      card({
        fallbackText: helpSummary,
        body: [
          heading('Peerbot'),
          text(view.intro, { spacing: 'small' }),
          ...view.commands.slice(0, inFull).map(commandLine),
        ],
      }),
    30,
  )
}

function commandLine({ usage, summary, example }: Help['commands'][number]): Element {
  return container(
    [
      text(`**${escapeText(usage)}**`, { spacing: 'none' }),
      text(escapeText(summary), { spacing: 'none' }),
      ...(example === usage ? [] : [small(`For example: ${escapeText(example)}`, 'none')]),
    ],
    { separator: true, spacing: 'small' },
  )
}
