/** The private clouds that Peerbot sees. */
import type { CloudList } from '../message.ts'
import { escapeShort, escapeText } from '../text/escape.ts'
import { counted, firstFew } from '../text/lists.ts'
import { utc } from '../text/time.ts'
import type { AdaptiveCard, Element } from './adaptive-card.ts'
import { fullestThatFits } from './card-size.ts'
import { beside, card, container, heading, small, text } from './elements.ts'

type Cloud = CloudList['clouds'][number]

export function cloudListCard(view: CloudList): AdaptiveCard {
  return fullestThatFits(
    (inFull) =>
      card({
        fallbackText: cloudListSummary(view),
        body: [
          heading('Private clouds'),
          small(`${counted(view.clouds.length, 'private cloud')}, read ${utc(view.readAt)}`, 'none'),
          ...(view.clouds.length === 0
            ? [text('Peerbot sees none: its identity may lack the right to read them.')]
            : []),
          ...view.clouds.slice(0, inFull).map(cloudInFull),
          ...inShort(view.clouds.slice(inFull)),
          ...remarksOf(view),
        ],
      }),
    20,
  )
}

export function cloudListSummary({ clouds }: CloudList): string {
  const names = clouds.map(({ name }) => escapeShort(name, 80))
  return clouds.length === 0 ? 'There are no private clouds to show.' : `Private clouds: ${firstFew(names, 10)}.`
}

function cloudInFull(cloud: Cloud): Element {
  const prefixes = cloud.addressPrefixes
  const addresses = prefixes
    ? escapeText(firstFew(prefixes, 6))
    : cloud.generation === 1
      ? 'No virtual network that could be peered'
      : 'Addresses not read'
  const connected = cloud.connectedWith.map((name) => escapeShort(name, 80))
  return container(
    [
      beside(text(`**${escapeShort(cloud.name, 80)}** · ${escapeText(cloud.location)}`), stateOf(cloud)),
      small(addresses, 'none'),
      small(`Resource group ${escapeText(cloud.resourceGroup)}`, 'none'),
      ...(connected.length > 0 ? [small(`✓ Connected with ${firstFew(connected, 8)}`, 'none')] : []),
    ],
    { separator: true, spacing: 'small' },
  )
}

function stateOf({ generation, provisioningState }: Cloud) {
  if (generation === 1) return text('– Gen 1', { isSubtle: true })
  return provisioningState === 'Succeeded' ? text('✓ Gen 2, ready') : text(`◑ Gen 2, ${escapeText(provisioningState)}`)
}

function inShort(clouds: readonly Cloud[]): Element[] {
  if (clouds.length === 0) return []
  const names = clouds.map(({ name }) => escapeShort(name, 40))
  return [
    container([text(`And ${clouds.length} more:`), small(firstFew(names, 200))], {
      separator: true,
      spacing: 'medium',
    }),
  ]
}

function remarksOf({ remarks }: CloudList): Element[] {
  const shown = remarks.slice(0, 12).map((remark) => small(`○ ${escapeShort(remark, 300)}`))
  const rest = remarks.length - shown.length
  return rest > 0 ? [...shown, small(`And ${rest} more like these.`)] : shown
}
