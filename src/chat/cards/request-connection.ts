/** One connection on a request's card: both sides, what is written on each, and how far it is. */
import type { Topology } from '../../peering/plan.ts'
import type { RequestCard } from '../message.ts'
import { escapeShort, escapeText } from '../text/escape.ts'
import { counted, firstFew, inWords } from '../text/lists.ts'
import { sideProgressWord, signed } from '../text/states.ts'
import type { Element, TextBlock } from './adaptive-card.ts'
import { beside, colourOf, container, small, text } from './elements.ts'

export type Connection = RequestCard['connections'][number]
type Side = Connection['a']

/** Whether to show how far each side is: not at all, as it goes, or as it ended. */
export type ProgressShown = 'none' | 'going' | 'ended'

/** A connection with everything that is to be known of it; `problem`: with why it failed, if it did. */
export function connectionInFull(connection: Connection, progress: ProgressShown, problem: boolean): Element {
  return container(
    [
      beside(
        text(`**${pair(connection)}**`),
        text(connection.scope === 'global' ? 'Global' : 'Local', { isSubtle: true }),
      ),
      ...sideInFull(connection.a, progress),
      ...sideInFull(connection.b, progress),
      ...(connection.problem && problem
        ? [text(`✗ ${escapeShort(connection.problem, 600)}`, { color: 'attention' })]
        : []),
    ],
    { separator: true, spacing: 'medium' },
  )
}

/** The connections after the first few: which clouds they join, and what is not to be seen above of their networks. */
export function connectionsInShort(all: readonly Connection[], inFull: number, topology: Topology): Element[] {
  const rest = all.slice(inFull)
  const [first] = rest
  if (!first) return []
  const peerings = rest.flatMap(({ a, b }) => [a.write, b.write]).filter((write) => write !== null).length
  const joined =
    topology === 'mesh'
      ? `every two of ${firstFew(names(all.flatMap(({ a, b }) => [a, b])), 40)}`
      : `${escapeShort(first.a.cloudName, 40)} with ${firstFew(names(rest.map(({ b }) => b)), 40)}`
  const words = `And ${counted(rest.length, 'more connection')}, ${counted(peerings, 'peering')} to write: ${joined}.`
  const networks = networksNotIn(all.slice(0, inFull), rest).map((line) => small(line, 'none'))
  return [container([text(words), ...networks], { separator: true, spacing: 'medium' })]
}

function networksNotIn(shown: readonly Connection[], rest: readonly Connection[]): string[] {
  const seen = new Set(names(shown.flatMap(({ a, b }) => [a, b])))
  const sides = rest.flatMap(({ a, b }) => [a, b]).filter((side) => !seen.has(escapeShort(side.cloudName, 40)))
  const networks = Map.groupBy(sides, ({ networkName, cloudName }) => `${cloudName} ${networkName}`)
  return [...networks.values()].slice(0, 30).flatMap(([side]) => (side ? [networkLine(side)] : []))
}

function networkLine({ cloudName, location, networkName, addressPrefixes }: Side): string {
  const addresses = escapeText(firstFew(addressPrefixes, 3))
  return `**${escapeShort(cloudName, 40)}** · ${escapeText(location)} · VNet ${escapeText(networkName)}: ${addresses}`
}

function names(sides: readonly Side[]): string[] {
  return [...new Set(sides.map(({ cloudName }) => escapeShort(cloudName, 40)))]
}

export function pair({ a, b }: Connection): string {
  return `${escapeShort(a.cloudName, 80)} ↔ ${escapeShort(b.cloudName, 80)}`
}

function sideInFull(side: Side, progress: ProgressShown): Element[] {
  const name = text(`${escapeShort(side.cloudName, 80)} · ${escapeText(side.location)}`)
  return [
    progress === 'none' ? name : beside(name, howFar(side.progress, progress)),
    small(
      `VNet ${escapeText(side.networkName)} in ${escapeText(side.resourceGroup)}: ${escapeText(firstFew(side.addressPrefixes, 6))}`,
      'none',
    ),
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
  const flags = write.flags.length > 0 ? `${inWords(write.flags.map(escapeText))} on, other flags off` : 'all flags off'
  return `${deeds[write.because]} ${name}, ${flags}.`
}

const deeds = {
  absent: 'New peering',
  'half-open': 'Second try to open the peering',
  disconnected: 'Repair of the peering',
  'out-of-sync': 'Update of the peering',
  failed: 'Second try, after a failure, of the peering',
} as const satisfies Record<NonNullable<Side['write']>['because'], string>
