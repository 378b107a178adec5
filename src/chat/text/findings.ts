/** What the preflight found, in sentences: what is so, and what to do about it. */
import type { Finding, FindingCode } from '../../peering/plan.ts'
import { docs, type Link } from './docs-links.ts'
import { escapeShort, escapeText } from './escape.ts'
import { inWords } from './lists.ts'

export interface FindingText {
  sentence: string
  /** What to do, or what Peerbot will do; null where there is nothing to be done. */
  remedy: string | null
  link: Link | null
}

/** The text for a finding. Names and facts come out escaped, ready for a card or a message. */
export function findingSentence(finding: Finding): FindingText {
  const clouds = finding.clouds.map(escapeText)
  return texts[finding.code]({
    clouds: inWords(clouds),
    first: clouds[0] ?? 'the private cloud',
    second: clouds[1] ?? 'the other private cloud',
    fact: (name) => escapeShort(finding.facts[name] ?? '', longestFact),
  })
}

/** A VNet can have 1,000 prefixes (Microsoft docs: AVS Gen 2 routing architecture); nobody reads them in a sentence. */
const longestFact = 240

interface Words {
  clouds: string
  first: string
  second: string
  fact(name: string): string
}

const texts: Readonly<Record<FindingCode, (words: Words) => FindingText>> = {
  gen1: ({ clouds }) => ({
    sentence: `${clouds} is a Generation 1 private cloud: it has no virtual network of its own that could be peered.`,
    remedy: 'Generation 1 is connected through ExpressRoute, which Peerbot does not do.',
    link: docs.connectGen1,
  }),
  'cloud-not-ready': ({ clouds, fact }) => ({
    sentence: `${clouds} is not ready: Azure shows it as ${fact('state') || 'in progress'}.`,
    remedy: 'Ask again when Azure shows it as Succeeded.',
    link: null,
  }),
  'network-missing': ({ clouds }) => ({
    sentence: `The virtual network of ${clouds} cannot be found.`,
    remedy: 'Check that it still exists and that Peerbot may read it.',
    link: null,
  }),
  'network-not-ready': ({ clouds, fact }) => ({
    sentence: `The virtual network ${fact('network')} of ${clouds} is not ready: Azure shows it as ${fact('state')}.`,
    remedy: 'Azure refuses peerings until it shows Succeeded; while it is Updating, Peerbot waits for it.',
    link: null,
  }),
  'same-network': ({ clouds, fact }) => ({
    sentence: `${clouds} are in the same virtual network, ${fact('network')}: there is nothing to peer.`,
    remedy: 'Name private clouds with virtual networks of their own.',
    link: docs.gen2Design,
  }),
  overlap: ({ clouds, fact }) => ({
    sentence: `The address spaces of ${clouds} overlap: ${fact('prefixes')}.`,
    remedy: 'Azure does not peer networks that overlap: one of them needs other addresses.',
    link: docs.peering,
  }),
  'overlap-with-peered': ({ first, second, fact }) => ({
    sentence: `${first} overlaps ${fact('third')}, which ${second} is peered with already: ${fact('prefixes')}.`,
    remedy: 'Azure refuses the peering as long as that other one exists and both have these addresses.',
    link: docs.peering,
  }),
  'peering-busy': ({ clouds }) => ({
    sentence: `Azure is changing a peering between ${clouds} just now.`,
    remedy: 'Ask again in a minute.',
    link: null,
  }),
  'global-peering': ({ clouds, fact }) => ({
    sentence: `${clouds} are in different regions (${fact('regions')}): this is a global peering.`,
    remedy: 'Microsoft enables it for Gen 2 by a support case, and traffic is charged at the higher global rate.',
    link: docs.gen2Design,
  }),
  'cross-subscription': ({ clouds }) => ({
    sentence: `${clouds} are in different subscriptions.`,
    remedy: null,
    link: null,
  }),
  'already-connected': ({ clouds }) => ({
    sentence: `${clouds} are connected already and are left as they are.`,
    remedy: null,
    link: null,
  }),
  'out-of-sync': ({ clouds }) => ({
    sentence: `${clouds} are connected, but have not learnt each other’s present address space.`,
    remedy: 'Peerbot syncs the peering.',
    link: docs.addressSpace,
  }),
  'half-open': ({ clouds, fact }) => ({
    sentence: `Between ${clouds} there is only one half of a connection, the peering ${fact('peering')}.`,
    remedy: 'Peerbot completes it.',
    link: null,
  }),
  disconnected: ({ clouds, fact }) => ({
    sentence: `Between ${clouds} a half of an earlier connection is left over: the peering ${fact('peering')} is Disconnected.`,
    remedy: 'Peerbot writes it again to repair it.',
    link: docs.troubleshoot,
  }),
  'subnet-peering': ({ clouds, fact }) => ({
    sentence: `Between ${clouds} there is a subnet peering, ${fact('peering')}: it joins some subnets only.`,
    remedy:
      'Peerbot connects whole networks and does not open what was limited: whoever made it should remove it first.',
    link: docs.peering,
  }),
  'different-flags': ({ clouds, fact }) => ({
    sentence: `The peering ${fact('peering')} on ${clouds} exists and does not let the other network in.`,
    remedy: 'Peerbot leaves its settings as they are: whoever set them should say whether traffic is wanted.',
    link: docs.peering,
  }),
}
