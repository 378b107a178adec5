import { describe, expect, it } from '@jest/globals'
import { faultSentence, ours } from '../../../src/chat/text/faults.ts'

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

describe('the sentence for a fault of ours', () => {
  it('gives the id and nothing else to go by', () => {
    expect(ours('7f3a')).toContain('7f3a')
  })
})
