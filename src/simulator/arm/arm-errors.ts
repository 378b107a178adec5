/** Errors of ARM's front door: code and message, no `details`. Texts from Microsoft's docs and from memory of ARM's answers. */
import type { ArmError } from './arm-error.ts'

const gateway = { 'x-ms-failure-cause': 'gateway' }

export const subscriptionNotFound = (id: string): ArmError => ({
  status: 404,
  code: 'SubscriptionNotFound',
  message: `The subscription '${id}' could not be found.`,
  headers: gateway,
})

export const invalidSubscriptionId = (id: string): ArmError => ({
  status: 400,
  code: 'InvalidSubscriptionId',
  message: `The provided subscription identifier '${id}' is malformed or invalid.`,
  headers: gateway,
})

export const resourceGroupNotFound = (name: string): ArmError => ({
  status: 404,
  code: 'ResourceGroupNotFound',
  message: `Resource group '${name}' could not be found.`,
  headers: gateway,
})

/** The header was seen in Azure/azure-powershell#7406. */
export const resourceNotFound = (type: string, name: string, group: string): ArmError => ({
  status: 404,
  code: 'ResourceNotFound',
  message: `The Resource '${type}/${name}' under resource group '${group}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`,
  headers: gateway,
})

/** Microsoft docs: "Resolve errors for parent resources". */
export const parentResourceNotFound = (parent: string): ArmError => ({
  status: 404,
  code: 'ParentResourceNotFound',
  message: `Can not perform requested operation on nested resource. Parent resource '${parent}' not found.`,
  headers: gateway,
})

export const invalidResourceType = (namespace: string, apiVersion: string): ArmError => ({
  status: 404,
  code: 'InvalidResourceType',
  message: `The resource type could not be found in the namespace '${namespace}' for api version '${apiVersion}'.`,
  headers: gateway,
})

export const invalidResourceNamespace = (namespace: string): ArmError => ({
  status: 404,
  code: 'InvalidResourceNamespace',
  message: `The resource namespace '${namespace}' is invalid.`,
  headers: gateway,
})

export const notFound = (path: string): ArmError => ({
  status: 404,
  code: 'NotFound',
  message: `No HTTP resource was found that matches the request URI '${path}'.`,
})

export const methodNotAllowed = (method: string): ArmError => ({
  status: 405,
  code: 'MethodNotAllowed',
  message: `The requested resource does not support http method '${method}'.`,
})

export const invalidRequestContent = (reason: string): ArmError => ({
  status: 400,
  code: 'InvalidRequestContent',
  message: `The request content was invalid and could not be deserialized: '${reason}'.`,
})

/** The quota answer of ARM (docs: "Understand how Azure Resource Manager throttles requests"; text seen verbatim). */
export const subscriptionRequestsThrottled = (
  kind: string,
  subscription: string,
  actor: string,
  retryAfterSeconds: number,
): ArmError => ({
  status: 429,
  code: 'SubscriptionRequestsThrottled',
  message: `Number of '${kind}' requests for subscription '${subscription}' actor '${actor}' exceeded. Please try again after '${retryAfterSeconds}' seconds.`,
  headers: { 'Retry-After': String(retryAfterSeconds) },
})
