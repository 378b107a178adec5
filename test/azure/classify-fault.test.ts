import { createHttpHeaders, createPipelineRequest, RestError } from '@azure/core-rest-pipeline'
import { AggregateAuthenticationError, AuthenticationError, CredentialUnavailableError } from '@azure/identity'
import { describe, expect, it } from '@jest/globals'
import { classifyFault } from '../../src/azure/classify-fault.ts'
import { AzureFault } from '../../src/peering/azure-fault.ts'

/** What the SDKs throw for an answer of ARM. */
function answer(status: number, body: unknown, headers: Record<string, string> = {}): RestError {
  const request = createPipelineRequest({ url: 'https://management.azure.com/subscriptions/1?x=y', method: 'PUT' })
  const bodyAsText = typeof body === 'string' ? body : JSON.stringify(body)
  return new RestError('from the SDK', {
    statusCode: status,
    request,
    response: { status, request, headers: createHttpHeaders(headers), bodyAsText },
  })
}

function arm(code: string, message = 'said so', details: unknown[] = []) {
  return { error: { code, message, details } }
}

const classes = [
  [400, 'ReferencedResourceNotProvisioned', 'retry'],
  [429, 'SubscriptionRequestsThrottled', 'retry'],
  [429, 'AnotherOperationInProgress', 'retry'],
  [500, 'InternalServerError', 'retry'],
  [503, 'NeverHeardOf', 'retry'],
  [408, 'NeverHeardOf', 'retry'],
  [429, 'NeverHeardOf', 'retry'],
  [400, 'RemotePeeringIsDisconnected', 'repair'],
  [400, 'VnetAddressSpacesOverlap', 'give-up'],
  [400, 'VnetAddressSpaceOverlapsWithAlreadyPeeredVnet', 'give-up'],
  [400, 'AnotherPeeringAlreadyReferencesRemoteVnet', 'give-up'],
  [400, 'RemoteVnetHasNoGateways', 'give-up'],
  [400, 'InvalidGlobalResourceReference', 'give-up'],
  [400, 'InvalidResourceName', 'give-up'],
  [400, 'NeverHeardOf', 'give-up'],
  [401, 'InvalidAuthenticationTokenTenant', 'give-up'],
  [403, 'LinkedAuthorizationFailed', 'give-up'],
  [403, 'AuthorizationFailed', 'give-up'],
  [403, 'RequestDisallowedByPolicy', 'give-up'],
  [404, 'ResourceNotFound', 'give-up'],
  [404, 'ParentResourceNotFound', 'give-up'],
  [409, 'ScopeLocked', 'give-up'],
  [409, 'NeverHeardOf', 'retry'],
  [501, 'NeverHeardOf', 'give-up'],
] as const

describe('an answer of ARM', () => {
  it.each(classes)('%i %s: %s', (status, code, faultClass) => {
    expect(classifyFault(answer(status, arm(code)))).toMatchObject({ status, code, faultClass })
  })

  it('says in the log which request was answered, without its query', () => {
    const fault = classifyFault(answer(403, arm('AuthorizationFailed', 'may not write')))
    expect(fault?.message).toBe('PUT /subscriptions/1: 403 AuthorizationFailed: may not write')
  })

  it('that is a 429 for a lock is known by the code in its details', () => {
    const detail = {
      code: 'RetryableErrorDueToAnotherOperation',
      message: 'Operation PutSubnetOperation (3d) is updating resource X. The call can be retried in 14 seconds.',
    }
    expect(classifyFault(answer(429, arm('RetryableError', 'A retryable error occurred.', [detail])))).toMatchObject({
      code: 'RetryableErrorDueToAnotherOperation',
      faultClass: 'retry',
      status: 429,
      retryAfterMs: 14_000,
    })
  })

  it('that is a 429 for a VNet being updated is known by the code in its details', () => {
    const detail = { code: 'ReferencedResourceNotProvisioned', message: 'Cannot proceed' }
    expect(classifyFault(answer(429, arm('RetryableError', 'A retryable error occurred.', [detail])))).toMatchObject({
      code: 'ReferencedResourceNotProvisioned',
      faultClass: 'retry',
    })
  })

  it('keeps the outer code where the details do not wrap a lock', () => {
    const detail = { code: 'Other', message: 'more' }
    expect(classifyFault(answer(400, arm('VnetAddressSpacesOverlap', 'they overlap', [detail])))?.code).toBe(
      'VnetAddressSpacesOverlap',
    )
  })

  it('asks for the wait of its Retry-After rather than that of its message', () => {
    const busy = arm('SubscriptionRequestsThrottled', "Please try again after '10' seconds.")
    expect(classifyFault(answer(429, busy, { 'retry-after': '7' }))?.retryAfterMs).toBe(7_000)
    expect(classifyFault(answer(429, busy))?.retryAfterMs).toBe(10_000)
    expect(classifyFault(answer(429, arm('TooManyRequests')))?.retryAfterMs).toBeNull()
  })

  it('without an ARM body is judged by its status', () => {
    expect(classifyFault(answer(502, '<html>Bad gateway</html>'))).toMatchObject({
      code: 'Http502',
      faultClass: 'retry',
    })
    expect(classifyFault(answer(400, '{"error":"plain"}'))).toMatchObject({ code: 'Http400', faultClass: 'give-up' })
  })
})

describe('no answer', () => {
  it.each(['ECONNRESET', 'ETIMEDOUT', 'ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'REQUEST_SEND_ERROR'])(
    'for %s is worth a retry',
    (code) => {
      expect(classifyFault(new RestError('gone', { code }))).toMatchObject({ code, faultClass: 'retry', status: null })
    },
  )

  it('for a certificate that is not trusted is not', () => {
    expect(classifyFault(new RestError('no', { code: 'SELF_SIGNED_CERT_IN_CHAIN' }))?.faultClass).toBe('give-up')
  })

  it('is known from a plain error of the network layer too', () => {
    expect(classifyFault(Object.assign(new Error('reset'), { code: 'ECONNRESET' }))?.faultClass).toBe('retry')
  })
})

describe('a failed operation', () => {
  it('gives its code back from the message of the plain error', () => {
    const error = new Error('The long-running operation has failed. RemotePeeringIsDisconnected. Cannot create. Sorry.')
    expect(classifyFault(error)).toMatchObject({ code: 'RemotePeeringIsDisconnected', faultClass: 'repair' })
  })

  it('without a code is not retried', () => {
    expect(classifyFault(new Error('The long-running operation has failed'))).toMatchObject({
      code: 'OperationFailed',
      faultClass: 'give-up',
    })
  })

  it('that was cancelled in favour of another is retried', () => {
    expect(classifyFault(new Error('Operation was canceled'))).toMatchObject({
      code: 'OperationCanceled',
      faultClass: 'retry',
    })
  })
})

describe('no token', () => {
  it('because the credential is refused needs a person', () => {
    const refused = new AuthenticationError(401, { error: 'invalid_client', error_description: 'wrong secret' })
    expect(classifyFault(refused)).toMatchObject({ code: 'AuthenticationError', status: 401, faultClass: 'give-up' })
  })

  it('because Entra has trouble passes', () => {
    const busy = new AuthenticationError(503, { error: 'temporarily_unavailable', error_description: 'later' })
    expect(classifyFault(busy)?.faultClass).toBe('retry')
  })

  it('because the identity endpoint was not reached passes, also inside a chain', () => {
    const cause = Object.assign(new Error('network_error'), { errorCode: 'network_error' })
    const chain = new AggregateAuthenticationError([new CredentialUnavailableError('unreachable', { cause })], 'failed')
    expect(classifyFault(chain)).toMatchObject({ code: 'AggregateAuthenticationError', faultClass: 'retry' })
  })

  it('because none of the credentials is available needs a person', () => {
    const chain = new AggregateAuthenticationError([new CredentialUnavailableError('az login first')], 'failed')
    expect(classifyFault(chain)?.faultClass).toBe('give-up')
  })
})

describe('what is no fault of Azure', () => {
  it('stays what it is: an abort, a mistake of ours, something that is no error', () => {
    const abort = Object.assign(new Error('The operation was aborted'), { name: 'AbortError' })
    expect(classifyFault(abort)).toBeNull()
    expect(classifyFault(new TypeError('x is undefined'))).toBeNull()
    expect(classifyFault('text')).toBeNull()
  })

  it('is not classified a second time', () => {
    const fault = new AzureFault({ code: 'X', message: 'x', faultClass: 'repair' })
    expect(classifyFault(fault)).toBe(fault)
  })
})
