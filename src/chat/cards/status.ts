/** The state of connections, read from Azure: what needs somebody first, and how to cure it. */
import type { Status } from '../message.ts'
import { writeName } from '../parser/print.ts'
import { escapeShort, escapeText } from '../text/escape.ts'
import { counted, firstFew, inWords } from '../text/lists.ts'
import { connectionStateWord, signed } from '../text/states.ts'
import { utc } from '../text/time.ts'
import type { AdaptiveCard, Element } from './adaptive-card.ts'
import { fullestThatFits } from './card-size.ts'
import { backgroundOf, beside, card, container, heading, small, text } from './elements.ts'

type Connection = Status['connections'][number]
type Side = Connection['a']

export function statusCard(view: Status): AdaptiveCard {
  const sorted = view.connections.toSorted((x, y) => urgency.indexOf(x.state) - urgency.indexOf(y.state))
  return fullestThatFits((inFull) =>
    card({
      fallbackText: statusSummary(view),
      body: [
        heading(escapeShort(view.title, 120)),
        small(`As Azure has it, read ${utc(view.readAt)}`, 'none'),
        text(totals(view), { spacing: 'medium' }),
        ...sorted.slice(0, inFull).map(connectionInFull),
        ...inShort(sorted.slice(inFull)),
        ...remarks(view),
      ],
    }),
  )
}

export function statusSummary(view: Status): string {
  return `${escapeShort(view.title, 120)}: ${totals(view)}`
}

const urgency: readonly Connection['state'][] = [
  'Failed',
  'Disconnected',
  'HalfOpen',
  'OutOfSync',
  'Updating',
  'None',
  'Connected',
]

/** `2 connections: 1 out of sync, 1 connected.` */
function totals({ connections }: Status): string {
  if (connections.length === 0) return 'There are no connections to show.'
  const counts = urgency.flatMap((state) => {
    const number = connections.filter((connection) => connection.state === state).length
    return number > 0 ? [`${number} ${connectionStateWord(state).word.toLowerCase()}`] : []
  })
  return `${counted(connections.length, 'connection')}: ${inWords(counts)}.`
}

function connectionInFull(connection: Connection): Element {
  const word = connectionStateWord(connection.state)
  const cure = cureOf(connection)
  return container(
    [
      beside(text(`**${pair(connection)}**`), text(signed(word), { weight: 'bolder' })),
      small(connection.scope === 'global' ? 'Global' : 'Local', 'none'),
      ...sideInFull(connection.a),
      ...sideInFull(connection.b),
      ...(cure ? [text(cure, { spacing: 'small' })] : []),
    ],
    ['warning', 'attention'].includes(word.tone)
      ? { ...backgroundOf(word), spacing: 'medium' }
      : { separator: true, spacing: 'medium' },
  )
}

function sideInFull({ cloudName, networkName, peering, addressPrefixes, missingPrefixes }: Side): Element[] {
  const state = peering
    ? `${escapeText(peering.peeringState)}, ${escapeText(peering.syncLevel)}, ${escapeText(peering.provisioningState)}`
    : 'no peering on this side'
  const where = `${peering ? `Peering ${escapeText(peering.name)} on ` : ''}VNet ${escapeText(networkName)}`
  const missing = escapeText(firstFew(missingPrefixes, 6))
  return [
    text(`${escapeShort(cloudName, 80)}: ${state}`, { spacing: 'small' }),
    small(`${where}: ${escapeText(firstFew(addressPrefixes, 6))}`, 'none'),
    ...(missing ? [text(`△ Has not learnt ${missing} of the other side yet.`, { spacing: 'none' })] : []),
  ]
}

/** What to type; null where nothing needs to be done. */
function cureOf({ state, a, b }: Connection): string | null {
  const sentence = `**connect ${escapeText(writeName(a.cloudName))} to ${escapeText(writeName(b.cloudName))}**`
  switch (state) {
    case 'Connected':
      return null
    case 'Updating':
      return 'Azure is changing it: look again in a minute.'
    case 'None':
      return `To connect them, type ${sentence}.`
    case 'OutOfSync':
      return `To sync it, type ${sentence}.`
    default:
      return `To repair it, type ${sentence}.`
  }
}

function inShort(connections: readonly Connection[]): Element[] {
  if (connections.length === 0) return []
  const lines = connections.slice(0, 60).map((connection) => {
    return text(`${signed(connectionStateWord(connection.state))}: ${pair(connection)}`, { spacing: 'none' })
  })
  const rest = connections.length > lines.length ? [small(`And ${connections.length - lines.length} more.`)] : []
  return [container([...lines, ...rest], { separator: true, spacing: 'medium' })]
}

function pair({ a, b }: Connection): string {
  return `${escapeShort(a.cloudName, 80)} ↔ ${escapeShort(b.cloudName, 80)}`
}

function remarks(view: Status): Element[] {
  return view.remarks.slice(0, 12).map((remark) => small(`○ ${escapeShort(remark, 300)}`))
}
