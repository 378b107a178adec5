import { describe, expect, it } from '@jest/globals'
import { cannotReadSentence, cannotReadSubscription, faultSentence, ours } from '../../../src/chat/text/faults.ts'

const codes = [
  'AuthorizationFailed',
  'LinkedAuthorizationFailed',
  'RequestDisallowedByPolicy',
  'ScopeLocked',
  'VnetAddressSpacesOverlap',
  'VnetAddressSpaceOverlapsWithAlreadyPeeredVnet',
  'RemotePeeringIsDisconnected',
  'AnotherPeeringAlreadyReferencesRemoteVnet',
  'RemoteVnetHasNoGateways',
  'SubscriptionRequestsThrottled',
  'TooManyRequests',
  'ReferencedResourceNotProvisioned',
  'RetryableErrorDueToAnotherOperation',
  'AnotherOperationInProgress',
  'ResourceNotFound',
  'InvalidGlobalResourceReference',
  'CredentialUnavailableError',
  'InvalidAuthenticationTokenTenant',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'ECONNREFUSED',
  'REQUEST_SEND_ERROR',
  'InternalServerError',
  'HTTP 503',
]

describe('the sentence for a fault of Azure', () => {
  const unknown = faultSentence('SomethingNobodyHasSeen', null)

  it.each(codes)('%s says what to do, without the code', (code) => {
    const sentence = faultSentence(code, null)
    expect(sentence).not.toBe(unknown)
    expect(sentence).not.toContain(code)
    expect(sentence).toMatch(/^\S.*\.$/)
  })

  it('names the side where it happened', () => {
    expect(faultSentence('ScopeLocked', 'cloudC')).toContain('on the side of cloudC')
  })

  it('keeps a code that is not known to the log', () => {
    expect(unknown).not.toContain('SomethingNobodyHasSeen')
    expect(unknown).toMatch(/log/)
  })

  it('is exact about who lacks which right', () => {
    expect(faultSentence('LinkedAuthorizationFailed', 'cloudA')).toContain('Network Contributor on both')
  })
})

describe('the sentence for what could not be read', () => {
  it.each(codes)('names it for %s, and asks for no right to write', (code) => {
    const sentence = cannotReadSentence('cloudC', code)
    expect(sentence).toMatch(/^The virtual network of cloudC could not be read[.:] .*\.$/)
    expect(sentence).not.toMatch(/Network Contributor|undefined/)
    expect(sentence).not.toContain(code)
  })

  it('says which right is missing', () => {
    expect(cannotReadSentence('cloudC', 'AuthorizationFailed')).toMatch(/right to read/)
    expect(cannotReadSubscription('1234', 'AuthorizationFailed')).toMatch(/right to read/)
  })

  it('shows the id of a subscription plainly, and does not look for a virtual network there', () => {
    const sentence = cannotReadSubscription('1234', 'SubscriptionNotFound')
    expect(sentence).toContain('Subscription 1234 could not be read')
    expect(sentence).not.toContain('virtual network')
  })

  it('lets no name act, and fits on a card', () => {
    expect(cannotReadSentence('<at>all</at>', 'HTTP 503')).not.toContain('<at>')
    const longest = codes.map((code) => cannotReadSubscription('11111111-1111-4111-8111-111111111111', code).length)
    expect(Math.max(...longest)).toBeLessThanOrEqual(300)
  })
})

describe('the sentence for a fault of ours', () => {
  it('gives the id and nothing else to go by', () => {
    expect(ours('7f3a')).toContain('7f3a')
  })
})
