/** Refusals: expected, one or two sentences, saying why and what to do instead. All in short Markdown. */
import type { Finding } from '../../peering/plan.ts'
import type { RequestState } from '../message.ts'
import { escapeShort, escapeText } from './escape.ts'
import { findingSentence } from './findings.ts'
import { counted, firstFew, inWords } from './lists.ts'
import { requestStateWord } from './states.ts'

const unchanged = 'Nothing was changed.'

export const refusals = {
  /** The requester's own vote. */
  ownRequest: (number: number) =>
    `You asked for #${number} yourself, so somebody else must decide about it. You can take it back: \`cancel #${number}\`.`,

  notAnApprover: (number: number, approvers: readonly string[]) =>
    `You are not among those who decide about #${number}${approvers.length > 0 ? `: that is up to ${firstFew(approvers.map(escapeText), 6)}` : ''}. ${unchanged}`,

  notTheRequester: (number: number, requester: string) =>
    `Only ${escapeText(requester)}, who asked for #${number}, can cancel it. ${unchanged}`,

  /** Somebody of whom the policy knows nothing. `contact` is who keeps the policy, if that was configured. */
  notKnown: (contact: string | null) =>
    `You have no access to Peerbot yet. Ask ${contact === null ? 'whoever runs Peerbot' : escapeText(contact)} to add you to the approval policy, and tell them what you need: to look, to ask or to approve.`,

  mayOnlyLook: () =>
    'You may look (`status`, `clouds`, `requests`), but not ask for connections. Whoever runs Peerbot can add you to those who may ask.',

  mayNotLook: () => 'You may not see this. Whoever runs Peerbot can add you to those who may look.',

  /** No rule of the policy matches: default deny. */
  noRule: () =>
    `No rule of the approval policy allows this, so nobody could approve it. ${unchanged} Whoever runs Peerbot can add a rule.`,

  unknownRequest: (number: number) => `There is no request #${number}. Type \`requests\` to see which there are.`,

  /** The card shows an older plan than the stored one. */
  olderRevision: (number: number) =>
    `The plan of #${number} has changed since this card was made, so your click did not count. The card now shows the present plan: please look again.`,

  alreadyDecided: (number: number, state: RequestState) =>
    `Request #${number} is no longer open: ${requestStateWord(state).word.toLowerCase()}. ${unchanged}`,

  alreadyRunning: (number: number) =>
    `Request #${number} is being carried out and can no longer be cancelled. Its card shows how far it is.`,

  expired: (number: number) =>
    `Request #${number} has expired: it was not decided in time. ${unchanged} It can be asked again.`,

  policyForbids: (number: number) =>
    `The approval policy has changed and no longer allows #${number}. ${unchanged} It can be cancelled: \`cancel #${number}\`.`,

  /** An open request has the same plan. */
  sameRequest: (number: number) =>
    `That was asked already: request #${number} is open. Type \`status #${number}\` to see it.`,

  unknownCloud: (typed: string, nearest: readonly string[]) =>
    `There is no private cloud called “${escapeShort(typed, 80)}”. ${
      nearest.length > 0
        ? `Did you mean ${inWords(
            nearest.map((name) => `**${escapeText(name)}**`),
            'or',
          )}?`
        : 'Type `clouds` to see which there are.'
    }`,

  /** As `unknownCloud`, where so many subscriptions could not be read: the private cloud may be in one of them. */
  unknownCloudSoFar: (typed: string, nearest: readonly string[], unreadable: number) =>
    `No private cloud called “${escapeShort(typed, 80)}” was found; ${counted(unreadable, 'subscription')} could not be read just now. ${
      nearest.length > 0
        ? `Did you mean ${inWords(
            nearest.map((name) => `**${escapeText(name)}**`),
            'or',
          )}?`
        : 'Type `clouds` to see what could be.'
    }`,

  /** `choices`: the qualified names that mean one of them each. */
  ambiguousCloud: (typed: string, choices: readonly string[]) =>
    `There are ${choices.length} private clouds called “${escapeShort(typed, 80)}”. Say which: ${inWords(
      choices.slice(0, 6).map((name) => `\`${escapeText(name)}\``),
      'or',
    )}.`,

  /** Two names that turned out to mean one private cloud. */
  sameCloud: (name: string) => `${escapeText(name)} is named twice. A private cloud cannot be connected with itself.`,

  tooFewClouds: (usable: number) =>
    usable === 0
      ? 'None of the private clouds can be connected: it takes two of Generation 2 that are ready. Type `clouds` to see them.'
      : 'Only one private cloud can be connected: it takes two of Generation 2 that are ready. Type `clouds` to see them.',

  /** More than a plan may have. */
  tooManyClouds: (limit: number) => `That is too much for one request: name up to ${limit} private clouds at a time.`,

  /** `centre`: of a star; its points are not connected with each other. */
  allConnected: (names: readonly string[], centre: string | null) =>
    `There is nothing to do: ${centre === null ? `${firstFew(names.map(escapeText), 8)} are connected` : `${escapeText(centre)} is connected with ${firstFew(names.map(escapeText), 8)}`} already. \`status\` shows how Azure has them.`,

  /** Nothing to write, and not up: Azure is still at it, or shows it late. */
  underWay: (names: readonly string[]) =>
    `There is nothing to write between ${firstFew(names.map(escapeText), 8)}, but Azure does not show them connected yet. \`status\` shows how it has them.`,

  /** The rule needs more people than there are who may decide about this requester's wish. */
  tooFewApprovers: (deciding: number, needed: number) =>
    `Nobody could approve this: the approval policy asks for ${needed} approvals, and without your own there ${deciding === 1 ? 'is only 1 person' : `are only ${deciding} people`} to give them. Somebody else may ask for it.`,

  /** Blockers of the preflight. */
  blocked: (findings: readonly Finding[]) => {
    const shown = findings.slice(0, 6).map((finding) => {
      const { sentence, remedy, link } = findingSentence(finding)
      return `- ${sentence}${remedy ? ` ${remedy}` : ''}${link ? ` [${link.title}](${link.url})` : ''}`
    })
    const rest = findings.length > shown.length ? [`- and ${findings.length - shown.length} more`] : []
    return ['This cannot be connected, and nothing was asked for:', '', ...shown, ...rest].join('\n')
  },

  otherTenant: () => 'Peerbot does not serve your organisation.',

  /** A card's button that Peerbot does not know, or a form that says too little. */
  unreadableAction: () => `That button no longer works here. ${unchanged} Type \`requests\` to go on.`,
} as const
