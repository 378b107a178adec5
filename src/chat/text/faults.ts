/** Faults of Azure and of ours, in sentences. What ARM itself says goes to the log, never to people. */
import { escapeShort, escapeText } from './escape.ts'

/**
 * What happened and what to do, for the code of an `AzureFault`; `cloudName` is where it happened, if that is known.
 * The codes are ARM's, the ones of Node's network layer and the error names of @azure/identity.
 */
export function faultSentence(code: string, cloudName: string | null): string {
  const where = cloudName === null ? '' : ` on the side of ${escapeText(cloudName)}`
  const kind = kinds.find(({ codes }) => codes.test(code))
  return kind
    ? kind.say(where)
    : `Azure refused it${where}, for a reason that only the log shows. Ask whoever runs Peerbot.`
}

/** As `faultSentence`, where the VNet of a private cloud was only to be read: that takes no right to change it. */
export function cannotReadSentence(cloudName: string, code: string): string {
  return `The virtual network of ${escapeShort(cloudName, 80)} could not be read. ${whyNotRead(code)}`
}

/** The same for a whole subscription. */
export function cannotReadSubscription(subscriptionId: string, code: string): string {
  return `Subscription ${escapeText(subscriptionId)} could not be read: of its private clouds, only those known from before are shown. ${whyNotRead(code)}`
}

function whyNotRead(code: string): string {
  if (/AuthorizationFailed$/.test(code)) return 'Peerbot’s identity lacks the right to read it.'
  if (/NotFound$|^HTTP 404$/.test(code)) return 'Azure does not find it.'
  return faultSentence(code, null)
}

/** For a fault of our own: people get the id, the log has the rest. */
export function ours(id: string): string {
  return `Something went wrong inside Peerbot, and nothing more was done. If it happens again, tell whoever runs Peerbot this number: ${escapeText(id)}.`
}

const kinds: readonly { codes: RegExp; say(where: string): string }[] = [
  {
    codes: /^LinkedAuthorizationFailed$/,
    say: (where) =>
      `Azure did not let Peerbot peer with the other virtual network${where}. Its identity needs the role Network Contributor on both.`,
  },
  {
    codes: /^AuthorizationFailed$/,
    say: (where) =>
      `Azure did not let Peerbot do this${where}. Its identity needs the role Network Contributor on the virtual network.`,
  },
  {
    codes: /^RequestDisallowedByPolicy$/,
    say: (where) => `An Azure Policy forbids this peering${where}. Whoever keeps the policies can make an exception.`,
  },
  {
    codes: /^ScopeLocked$/,
    say: (where) => `A resource lock forbids the change${where}. Have the lock removed, then try again.`,
  },
  {
    codes: /^VnetAddressSpacesOverlap$/,
    say: () => 'Azure found that the address spaces of the two virtual networks overlap. One of them needs others.',
  },
  {
    codes: /^VnetAddressSpaceOverlapsWithAlreadyPeeredVnet$/,
    say: (where) => `Azure found an overlap with a third network that is peered already${where}. One of them must go.`,
  },
  {
    codes: /^RemotePeeringIsDisconnected$/,
    say: (where) => `The other half of the connection is left over and Disconnected${where}. Ask again to repair it.`,
  },
  {
    codes: /^AnotherPeeringAlreadyReferencesRemoteVnet$/,
    say: (where) => `There is a peering to the same network under another name${where}. Ask again to use that one.`,
  },
  {
    codes: /^RemoteVnetHasNoGateways$/,
    say: (where) =>
      `The peering asks for the gateway of the other network, which has none${where}. Change that setting first.`,
  },
  {
    codes: /Throttled$|^TooManyRequests$|^HTTP 429$/,
    say: () => 'Azure is taking no more requests for now (throttled). Try again in some minutes.',
  },
  {
    codes:
      /^(ReferencedResourceNotProvisioned|RetryableError\w*|AnotherOperationInProgress|CanceledAndSuperseded\w*|Operation(Canceled|Preempted)|HTTP 409)$/,
    say: (where) =>
      `Another change to the virtual network was under way for too long${where}. Try again in some minutes.`,
  },
  {
    codes: /NotFound$|^Invalid(Global)?ResourceReference$|^HTTP 404$/,
    say: (where) =>
      `Azure no longer finds what it was to work on${where}. Check that the virtual network is still there.`,
  },
  {
    codes:
      /^(Authentication\w*|AggregateAuthenticationError|CredentialUnavailableError|(Invalid|Expired)AuthenticationToken\w*|HTTP 40[13])$/,
    say: () =>
      'Azure did not accept the identity that Peerbot signs in with. Whoever runs Peerbot must put that right.',
  },
  {
    codes: /CERT|^UNABLE_TO_/,
    say: () => 'The certificate that Azure showed is not trusted. Whoever runs Peerbot must put that right.',
  },
  {
    codes: /^(E[A-Z_]+|REQUEST_SEND_ERROR|PARSE_ERROR|Unreachable)$/,
    say: () => 'Azure could not be reached. Try again in some minutes.',
  },
  {
    codes:
      /^(InternalServerError|ServerTimeout|ServiceUnavailable|GatewayTimeout|OperationTimedOut|HTTP 5\d\d|HTTP 408)$/,
    say: (where) => `Azure had trouble of its own${where} and did not finish. Try again in some minutes.`,
  },
]
