/** One connection on a request's card: both sides, what is written on each, and how far it is. */
import type { RequestCard } from '../message.ts'
import { escapeShort, escapeText } from '../text/escape.ts'
import { firstFew } from '../text/lists.ts'
import { sideProgressWord, signed } from '../text/states.ts'
import type { Element, TextBlock } from './adaptive-card.ts'
import { beside, colourOf, container, small, text } from './elements.ts'

export type Connection = RequestCard['connections'][number]
type Side = Connection['a']

/** Whether to show how far each side is: not at all, as it goes, or as it ended. */
export type ProgressShown = 'none' | 'going' | 'ended'

/** A connection with everything that is to be known of it. */
export function connectionInFull(connection: Connection, progress: ProgressShown): Element {
  return container(
    [
      beside(
        text(`**${pair(connection)}**`),
        text(connection.scope === 'global' ? 'Global' : 'Local', { isSubtle: true }),
      ),
      ...sideInFull(connection.a, progress),
      ...sideInFull(connection.b, progress),
      ...(connection.problem ? [text(`✗ ${escapeShort(connection.problem, 600)}`, { color: 'attention' })] : []),
    ],
    { separator: true, spacing: 'medium' },
  )
}

/** The connections that are not shown in full, grouped by their first cloud: `cloudA with cloudB, cloudC`. */
export function connectionsInShort(connections: readonly Connection[]): Element[] {
  if (connections.length === 0) return []
  const groups = new Map<string, string[]>()
  for (const { a, b } of connections) {
    const name = escapeShort(a.cloudName, 40)
    groups.set(name, [...(groups.get(name) ?? []), escapeShort(b.cloudName, 40)])
  }
  const lines = [...groups].slice(0, 20).map(([name, others]) => `- **${name}** with ${firstFew(others, 20)}`)
  return [
    container([text(`And ${connections.length} more:`), text(lines.join('\n'), { spacing: 'small' })], {
      separator: true,
      spacing: 'medium',
    }),
  ]
}

export function pair({ a, b }: Connection): string {
  return `${escapeShort(a.cloudName, 80)} ↔ ${escapeShort(b.cloudName, 80)}`
}

function sideInFull(side: Side, progress: ProgressShown): Element[] {
  const name = text(`${escapeShort(side.cloudName, 80)} · ${escapeText(side.location)}`)
  return [
    progress === 'none' ? name : beside(name, howFar(side.progress, progress)),
    small(`VNet ${escapeText(side.networkName)}: ${firstFew(side.addressPrefixes.map(escapeText), 6)}`, 'none'),
    small(written(side), 'none'),
  ]
}

function howFar(progress: Side['progress'], shown: ProgressShown): TextBlock {
  if (shown === 'ended' && progress === 'waiting') return text('○ not begun', { isSubtle: true })
  const word = sideProgressWord(progress)
  return text(signed(word), { weight: 'bolder', ...colourOf(word) })
}

/** What is written on a side, with the peering's name and the flags that are on. Read before and after it is done. */
function written({ write }: Side): string {
  if (!write) return 'Nothing is written here.'
  const name = `**${escapeText(write.peeringName)}**`
  if (write.kind === 'sync') return `Sync of the peering ${name}: it learns the other’s address space.`
  const flags = write.flags.length > 0 ? `${firstFew(write.flags.map(escapeText), 4)} on` : 'all flags off'
  return `${deeds[write.because]} ${name}, ${flags}.`
}

const deeds = {
  absent: 'New peering',
  'half-open': 'Second try to open the peering',
  disconnected: 'Repair of the peering',
  'out-of-sync': 'Update of the peering',
  failed: 'Second try, after a failure, of the peering',
} as const satisfies Record<NonNullable<Side['write']>['because'], string>
