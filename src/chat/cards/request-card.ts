/** The card of a request, in every state of its life. */
import type { RequestCard } from '../message.ts'
import { escapeShort, escapeText } from '../text/escape.ts'
import { counted, firstFew } from '../text/lists.ts'
import { requestStateWord, type StateWord, signed } from '../text/states.ts'
import { utc } from '../text/time.ts'
import { wishInWords } from '../text/wish.ts'
import type { Action, AdaptiveCard, Element, FactSet } from './adaptive-card.ts'
import { fullestThatFits } from './card-size.ts'
import { backgroundOf, button, card, container, heading, sectionTitle, small, text } from './elements.ts'
import { type Connection, connectionInFull, connectionsInShort, type ProgressShown } from './request-connection.ts'
import { findingElements } from './request-findings.ts'

/** Buttons only while it is pending: afterwards there are names, times and how it ended. */
export function requestCard(view: RequestCard): AdaptiveCard {
  const identity = { request: view.number, revision: view.revision }
  const pending = view.state === 'pending'
  return fullestThatFits((inFull) =>
    card({
      fallbackText: requestSummary(view),
      body: [
        ...title(view),
        stateOf(view),
        ...(pending ? findingElements(view.findings) : []),
        ...connections(view, inFull),
        ...(pending ? [typed(view.number)] : []),
      ],
      ...(pending ? { actions: buttons(view.number, identity) } : {}),
    }),
  )
}

/** One line for notifications and screen readers. */
export function requestSummary(view: RequestCard): string {
  const { word } = requestStateWord(view.state)
  return `Request #${view.number}: ${wishInWords(view)}. ${word}${view.state === 'pending' ? `, asked by ${escapeShort(view.requester, 80)}` : ''}.`
}

function title(view: RequestCard): Element[] {
  const wish = wishInWords(view)
  const kind = { pair: null, mesh: 'full mesh', star: 'star' }[view.topology]
  const size = view.connections.length > 1 ? counted(view.connections.length, 'connection') : null
  const details = [
    `Request #${view.number}`,
    kind,
    size,
    `asked by ${escapeShort(view.requester, 80)}`,
    utc(view.createdAt),
  ]
  return [
    heading(wish.charAt(0).toUpperCase() + wish.slice(1)),
    small(details.filter(Boolean).join(' · '), 'none'),
    ...(view.reason ? [text(`Why: ${escapeText(view.reason)}`, { spacing: 'small' })] : []),
  ]
}

function stateOf(view: RequestCard): Element {
  const word = requestStateWord(view.state)
  // The sentence about the end tells of a rejection already.
  const told = view.state === 'rejected' && view.ending !== null
  const votes = view.approval.votes.filter(({ decision }) => !told || decision === 'approve')
  const items = [...stateInWords(view, word), ...stateDetails(view), ...votes.slice(-8).map(voteLine)]
  return container(items, { style: 'emphasis', ...backgroundOf(word), spacing: 'medium' })
}

/** Sign and word of the state; at the end, with the sentence about it, which may begin with that very word. */
function stateInWords({ ending }: RequestCard, word: StateWord): Element[] {
  if (!ending) return [sectionTitle(signed(word))]
  const sentence = escapeShort(ending.sentence, 1500)
  const when = small(utc(ending.at))
  return sentence.startsWith(word.word)
    ? [text(`${word.sign} **${word.word}**${sentence.slice(word.word.length)}`, { spacing: 'none' }), when]
    : [sectionTitle(signed(word)), text(sentence, { spacing: 'small' }), when]
}

function stateDetails(view: RequestCard): Element[] {
  if (view.state === 'pending') return [approvalFacts(view)]
  if (view.state !== 'running' || view.connections.length < 2) return []
  const up = view.connections.filter(({ a, b }) => isUp(a.progress) && isUp(b.progress)).length
  return [text(`Up so far: ${up} of ${view.connections.length} connections.`, { spacing: 'small' })]
}

function isUp(progress: Connection['a']['progress']): boolean {
  return progress === 'connected' || progress === 'left-alone'
}

function approvalFacts({ approval, expiresAt }: RequestCard): FactSet {
  const given = approval.votes.filter(({ decision }) => decision === 'approve').length
  const missing = Math.max(approval.needed - given, 0)
  return {
    type: 'FactSet',
    spacing: 'small',
    facts: [
      { title: 'Approvals', value: `${given} of ${approval.needed}, ${missing} more needed` },
      {
        title: 'Approvers',
        value:
          firstFew(
            approval.approvers.map((name) => escapeShort(name, 80)),
            6,
          ) || 'nobody',
      },
      { title: 'Open until', value: utc(expiresAt) },
      { title: 'Rule', value: escapeShort(approval.rule, 120) },
    ],
  }
}

function voteLine({ name, decision, because, at }: RequestCard['approval']['votes'][number]): Element {
  const sign = decision === 'approve' ? '✓' : '✗'
  const done = decision === 'approve' ? 'approved' : 'rejected'
  const why = because ? `: “${escapeShort(because, 300)}”` : ''
  return text(`${sign} **${escapeShort(name, 80)}** ${done}${why} · ${utc(at)}`, { spacing: 'small' })
}

/** The troubled ones first, then those under way. */
function connections(view: RequestCard, inFull: number): Element[] {
  const progress = progressShown[view.state]
  const rank = ({ problem, a, b }: Connection) =>
    problem ? 0 : [a.progress, b.progress].some((side) => side === 'writing' || side === 'written') ? 1 : 2
  const sorted = progress !== 'none' ? view.connections.toSorted((x, y) => rank(x) - rank(y)) : view.connections
  return [
    ...sorted.slice(0, inFull).map((connection) => connectionInFull(connection, progress, view.connections.length > 1)),
    ...connectionsInShort(sorted, inFull, view.topology),
  ]
}

const progressShown: Readonly<Record<RequestCard['state'], ProgressShown>> = {
  pending: 'none',
  approved: 'going',
  running: 'going',
  succeeded: 'ended',
  failed: 'ended',
  rejected: 'none',
  expired: 'none',
  cancelled: 'none',
  stale: 'none',
}

/** Buttons do not work everywhere and for everybody: every one of them can be typed. */
function typed(number: number): Element {
  return small(
    `You can also type **approve #${number}**, **reject #${number} because …** or **cancel #${number}**.`,
    'medium',
  )
}

function buttons(number: number, identity: { request: number; revision: number }): Action[] {
  const reject = button(`Reject #${number}`, 'reject', identity, 'destructive')
  return [
    button('Approve', 'approve', identity, 'positive'),
    {
      type: 'Action.ShowCard',
      title: 'Reject',
      card: {
        type: 'AdaptiveCard',
        body: [{ type: 'Input.Text', id: 'because', label: 'Why? (optional)', isMultiline: true, maxLength: 500 }],
        actions: [reject],
      },
      fallback: reject,
    },
    { ...button('Cancel', 'cancel', identity), tooltip: 'Takes the request back: for whoever asked' },
  ]
}
