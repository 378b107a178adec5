/**
 * What passes by itself and what does not, as data. `classify-fault.ts` looks here: first the code, then the status.
 * Sources: Microsoft docs (ARM request limits, resource provider registration), and what terraform-provider-azurerm,
 * Azure Service Operator and kyma cloud-manager retry. A peering answers 400 while a VNet is being updated: that passes.
 */
import type { FaultClass } from '../peering/azure-fault.ts'

/** By the code in ARM's error body, of Node's network layer, or of the SDK. A code that is not here: see `classOfStatus`. */
export const classOfCode: ReadonlyMap<string, FaultClass> = new Map([
  ...each('retry', [
    // Locks of Microsoft.Network: another operation holds the VNet or the peering.
    'ReferencedResourceNotProvisioned',
    'RetryableError',
    'RetryableErrorDueToAnotherOperation',
    'AnotherOperationInProgress',
    'CanceledAndSupersededDueToAnotherOperation',
    'OperationCanceled',
    'OperationPreempted',
    // Quota.
    'SubscriptionRequestsThrottled',
    'ResourceRequestsThrottled',
    'TooManyRequests',
    // Trouble on Azure's side; a failed operation carries these without an HTTP status.
    'InternalServerError',
    'ServerTimeout',
    'ServiceUnavailable',
    'GatewayTimeout',
    'OperationTimedOut',
    'ExpiredAuthenticationToken',
    // The way there.
    'ECONNABORTED',
    'ECONNREFUSED',
    'ECONNRESET',
    'EAI_AGAIN',
    'EHOSTUNREACH',
    'ENETDOWN',
    'ENETUNREACH',
    'ENOTFOUND',
    'EPIPE',
    'ESOCKETTIMEDOUT',
    'ETIMEDOUT',
    'REQUEST_SEND_ERROR',
    'PARSE_ERROR',
  ]),
  ...each('repair', ['RemotePeeringIsDisconnected']),
  ...each('give-up', [
    'VnetAddressSpacesOverlap',
    'VnetAddressSpaceOverlapsWithAlreadyPeeredVnet',
    'AnotherPeeringAlreadyReferencesRemoteVnet',
    'RemoteVnetHasNoGateways',
    'InvalidGlobalResourceReference',
    'InvalidResourceReference',
    'InvalidResourceName',
    'LinkedAuthorizationFailed',
    'AuthorizationFailed',
    'InvalidAuthenticationToken',
    'InvalidAuthenticationTokenTenant',
    'RequestDisallowedByPolicy',
    'ScopeLocked',
    'ResourceNotFound',
    'ResourceGroupNotFound',
    'ParentResourceNotFound',
    'SubscriptionNotFound',
    'NotFound',
    // A certificate that is not trusted stays so until a person acts.
    'CERT_HAS_EXPIRED',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'ERR_TLS_CERT_ALTNAME_INVALID',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  ]),
])

/**
 * By HTTP status, where the code says nothing. 409: in ARM mostly a conflict with something in progress (a resource
 * lock, ScopeLocked, is known by its code); kyma cloud-manager waits and tries again too.
 */
export function classOfStatus(status: number | null): FaultClass {
  if (status === null) return 'give-up'
  const passes = [408, 409, 429].includes(status) || (status >= 500 && status !== 501 && status !== 505)
  return passes ? 'retry' : 'give-up'
}

function each(faultClass: FaultClass, codes: readonly string[]): [string, FaultClass][] {
  return codes.map((code) => [code, faultClass])
}
