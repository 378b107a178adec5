import { avsRoutes } from '../avs/routes.ts'
import type { Handler, HttpAnswer, HttpRequest } from '../http/exchange.ts'
import { authenticate, wrongTenant } from '../identity/authenticate.ts'
import { networkRoutes } from '../network/routes.ts'
import { apiVersions, missingApiVersion, type Provider, refuseApiVersion } from './api-versions.ts'
import { type ArmError, done, errorBody, type Outcome, refused } from './arm-error.ts'
import {
  invalidRequestContent,
  invalidResourceNamespace,
  invalidResourceType,
  invalidSubscriptionId,
  methodNotAllowed,
  notFound,
  resourceGroupNotFound,
  subscriptionNotFound,
  subscriptionRequestsThrottled,
} from './arm-errors.ts'
import type { ArmCall, ArmContext, ArmReply } from './context.ts'
import { resourceGroupId } from './resource-id.ts'
import { resourcesRoutes } from './resources-routes.ts'
import { type Match, prepareRoutes } from './route-table.ts'
import { kindOf } from './token-buckets.ts'

const findRoute = prepareRoutes([...resourcesRoutes, ...avsRoutes, ...networkRoutes])
const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/**
 * ARM's front door. In this order: api-version there, token good, provider and type known, api-version known, subscription and
 * resource group there, subscription of the token's tenant, quota; then the provider answers.
 */
export function arm(context: ArmContext): Handler {
  return (request) => {
    const limits: Record<string, string> = {}
    const outcome = answer(request, context, limits)
    const reply = outcome.ok ? outcome.value : errorReply(outcome.error)
    return write(request, context, { ...reply, headers: { ...limits, ...reply.headers } })
  }
}

function answer(request: HttpRequest, context: ArmContext, limits: Record<string, string>): Outcome<ArmReply> {
  const apiVersion = request.query.get('api-version')
  if (!apiVersion) return refused(missingApiVersion)
  const principal = authenticate(context.key, request.headers.authorization, context.now())
  if (!principal.ok) return principal

  const match = findRoute(request.path)
  if (match === null) return refused(noRoute(request.path, apiVersion))
  const handler = match.route.methods[request.method]
  const refusal =
    refuseVersion(match, context, apiVersion) ??
    refuseSubscription(match, context) ??
    refuseTenant(match, context, principal.value) ??
    refuseQuota(request, match, context, principal.value, limits) ??
    refuseResourceGroup(match, context)
  if (refusal !== null) return refused(refusal)
  if (handler === undefined) return refused(methodNotAllowed(request.method))
  const body = parseBody(request)
  if (!body.ok) return body

  const call: ArmCall = {
    params: match.params,
    apiVersion,
    principal: principal.value,
    origin: request.origin,
    path: request.path,
    query: request.query,
    body: body.value,
    ifMatch: request.headers['if-match'],
    failOperation: request.failOperation,
  }
  return handler(call, context)
}

function noRoute(path: string, apiVersion: string): ArmError {
  const [, namespace] = /\/providers\/([^/]+)/i.exec(path) ?? []
  if (namespace === undefined) return notFound(path)
  return namespace.toLowerCase() in apiVersions
    ? invalidResourceType(namespace, apiVersion)
    : invalidResourceNamespace(namespace)
}

function refuseVersion({ route, params }: Match, { store }: ArmContext, apiVersion: string): ArmError | null {
  const group = store.view.get(
    'resourceGroups',
    resourceGroupId(params.subscriptionId ?? '', params.resourceGroup ?? ''),
  )
  return refuseApiVersion(route.provider satisfies Provider, route.type, group?.location ?? 'global', apiVersion)
}

function refuseSubscription({ params }: Match, { store }: ArmContext): ArmError | null {
  const id = params.subscriptionId
  if (id === undefined) return null
  if (!guid.test(id)) return invalidSubscriptionId(id)
  return store.view.get('subscriptions', id) === undefined ? subscriptionNotFound(id) : null
}

function refuseTenant({ params }: Match, { store }: ArmContext, principal: ArmCall['principal']): ArmError | null {
  const tenant = store.view.get('subscriptions', params.subscriptionId ?? '')?.tenantId
  if (tenant === undefined || tenant.toLowerCase() === principal.tenantId.toLowerCase()) return null
  return wrongTenant(principal, tenant)
}

function refuseResourceGroup({ params }: Match, { store }: ArmContext): ArmError | null {
  const { subscriptionId = '', resourceGroup } = params
  if (resourceGroup === undefined) return null
  const known = store.view.get('resourceGroups', resourceGroupId(subscriptionId, resourceGroup)) !== undefined
  return known ? null : resourceGroupNotFound(resourceGroup)
}

/** Counts the call against its bucket and notes what is left for the answer's headers. */
function refuseQuota(
  request: HttpRequest,
  { params }: Match,
  context: ArmContext,
  principal: ArmCall['principal'],
  limits: Record<string, string>,
): ArmError | null {
  const kind = kindOf(request.method)
  const subscription = params.subscriptionId
  const scope = subscription === undefined ? `tenant ${principal.tenantId}` : subscription
  const { left, waitSeconds } = context.buckets.take(kind, scope, principal.objectId, context.now())
  limits[`x-ms-ratelimit-remaining-${subscription === undefined ? 'tenant' : 'subscription'}-${kind}`] = String(left)
  if (waitSeconds === null || !context.settings.throttling) return null
  const seconds = Math.max(waitSeconds, context.settings.retryAfterSeconds)
  return subscriptionRequestsThrottled(kind.slice(0, -1), scope, principal.objectId, seconds)
}

function parseBody(request: HttpRequest): Outcome<unknown> {
  if (request.body === '' || request.method === 'GET' || request.method === 'DELETE') return done(undefined)
  try {
    return done(JSON.parse(request.body))
  } catch (error) {
    return refused(invalidRequestContent(error instanceof Error ? error.message : 'not JSON'))
  }
}

const errorReply = (error: ArmError): ArmReply => ({
  status: error.status,
  body: errorBody(error),
  headers: { ...error.headers },
})

/** Microsoft.Network pretty-prints with CRLF (recorded); the others write their JSON on one line. */
function write(request: HttpRequest, context: ArmContext, reply: ArmReply): HttpAnswer {
  const correlation = request.headers['x-ms-correlation-request-id'] ?? context.newId()
  const id = context.newId()
  const client = request.headers['x-ms-client-request-id']
  const pretty = /\/providers\/Microsoft\.Network\//i.test(request.path)
  const text = reply.body === undefined ? '' : JSON.stringify(reply.body, null, pretty ? 2 : 0)
  return {
    status: reply.status,
    headers: {
      'Cache-Control': 'no-cache',
      Pragma: 'no-cache',
      Expires: '-1',
      ...(text === '' ? {} : { 'Content-Type': 'application/json; charset=utf-8' }),
      'x-ms-request-id': id,
      'x-ms-correlation-request-id': correlation,
      'x-ms-arm-service-request-id': context.newId(),
      'x-ms-routing-request-id': `UKSOUTH:${stamp(context.now())}:${id}`,
      ...(client === undefined ? {} : { 'x-ms-client-request-id': client }),
      'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
      'X-Content-Type-Options': 'nosniff',
      ...reply.headers,
    },
    body: pretty ? text.replaceAll('\n', '\r\n') : text,
  }
}

const stamp = (now: Date): string => now.toISOString().replace(/[-:]|\.\d+/g, '')
