/** Open requests, those that wait for the reader first. */
import type { RequestList } from '../message.ts'
import { escapeShort } from '../text/escape.ts'
import { counted } from '../text/lists.ts'
import { requestStateWord, signed } from '../text/states.ts'
import { utc } from '../text/time.ts'
import type { AdaptiveCard, Element } from './adaptive-card.ts'
import { fullestThatFits } from './card-size.ts'
import { beside, card, colourOf, container, heading, small, text } from './elements.ts'

type Entry = RequestList['requests'][number]

export function requestListCard(view: RequestList): AdaptiveCard {
  const sorted = view.requests.toSorted((a, b) => Number(b.waitsForYou) - Number(a.waitsForYou))
  return fullestThatFits((inFull) => {
    const hidden = view.more + Math.max(sorted.length - inFull, 0)
    return card({
      fallbackText: requestListSummary(view),
      body: [
        heading('Requests'),
        text(requestListSummary(view), { spacing: 'none' }),
        ...sorted.slice(0, inFull).map(entry),
        ...(hidden > 0 ? [small(`And ${hidden} more. Type **status #NUMBER** to see one of them.`, 'medium')] : []),
      ],
    })
  }, 20)
}

export function requestListSummary({ requests, more }: RequestList): string {
  const number = requests.length + more
  if (number === 0) return 'There are no open requests.'
  const waiting = requests.filter(({ waitsForYou }) => waitsForYou).length
  return `${counted(number, 'request')}, ${waiting === 0 ? 'none waits' : waiting === 1 ? '1 waits' : `${waiting} wait`} for you.`
}

function entry(request: Entry): Element {
  const word = requestStateWord(request.state)
  const until = request.state === 'pending' ? `, open until ${utc(request.expiresAt)}` : ''
  return container(
    [
      beside(text(`**#${request.number}** ${escapeShort(request.wish, 160)}`), text(signed(word), colourOf(word))),
      small(`Asked by ${escapeShort(request.requester, 80)}, ${utc(request.createdAt)}${until}`, 'none'),
      ...(request.waitsForYou
        ? [
            text(`▸ Waits for you: **approve #${request.number}** or **reject #${request.number} because …**`, {
              spacing: 'small',
            }),
          ]
        : []),
    ],
    { separator: true, spacing: 'medium' },
  )
}
