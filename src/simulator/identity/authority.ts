import type { Handler, HttpAnswer, HttpRequest } from '../http/exchange.ts'
import { jsonAnswer } from '../http/exchange.ts'
import { subjectOf } from './applications.ts'
import type { IdentityContext } from './managed-identity.ts'
import { issueToken } from './token.ts'

/** `/{tenant}/…` of the sign-in service; the tenant is a GUID. */
const route = /^\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/(.+)$/i

/** True if the path belongs to the sign-in service and not to ARM. */
export const isAuthorityPath = (path: string): boolean => route.test(path)

/**
 * The part of login.microsoftonline.com that confidential clients need: the OpenID configuration, the keys and the token endpoint
 * with `client_credentials`. Errors in Entra's shape, with its AADSTS numbers.
 */
export function authority(context: IdentityContext): Handler {
  return (request) => {
    const [, tenantId, rest] = route.exec(request.path) ?? []
    if (tenantId === undefined || rest === undefined)
      return refuse(context, 404, 'invalid_request', 90002, 'Not found.')
    const endpoint = `${request.method} ${rest.toLowerCase()}`
    if (endpoint === 'GET v2.0/.well-known/openid-configuration') return openIdConfiguration(request.origin, tenantId)
    if (endpoint === 'GET discovery/v2.0/keys') return jsonAnswer(200, { keys: [context.key.jwk] })
    if (endpoint === 'POST oauth2/v2.0/token') return token(context, request, tenantId)
    return refuse(context, 404, 'invalid_request', 900144, `The endpoint ${rest} is not known here.`)
  }
}

function openIdConfiguration(origin: string, tenantId: string): HttpAnswer {
  const base = `${origin}/${tenantId}`
  return jsonAnswer(200, {
    token_endpoint: `${base}/oauth2/v2.0/token`,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
    jwks_uri: `${base}/discovery/v2.0/keys`,
    response_modes_supported: ['query', 'fragment', 'form_post'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code', 'id_token', 'code id_token', 'id_token token'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    issuer: `${base}/v2.0`,
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    device_authorization_endpoint: `${base}/oauth2/v2.0/devicecode`,
    end_session_endpoint: `${base}/oauth2/v2.0/logout`,
    claims_supported: ['sub', 'iss', 'aud', 'exp', 'iat', 'nonce', 'tid', 'oid', 'ver'],
    tenant_region_scope: 'EU',
  })
}

function token(context: IdentityContext, request: HttpRequest, tenantId: string): HttpAnswer {
  const form = new URLSearchParams(request.body)
  const [clientId, secret] = credentials(request, form)
  const grant = form.get('grant_type')
  if (grant !== 'client_credentials') {
    return refuse(
      context,
      400,
      'unsupported_grant_type',
      70003,
      `The app requested an unsupported grant type '${grant ?? ''}'.`,
    )
  }
  if (!clientId) {
    return refuse(
      context,
      400,
      'invalid_request',
      900144,
      "The request body must contain the following parameter: 'client_id'.",
    )
  }
  const audience = audienceOf(form.get('scope') ?? '')
  if (audience === null) {
    return refuse(
      context,
      400,
      'invalid_scope',
      1002012,
      `The provided value for scope ${form.get('scope') ?? ''} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).`,
    )
  }
  if (!secret) {
    return refuse(
      context,
      401,
      'invalid_client',
      7000216,
      "'client_assertion', 'client_secret' or 'request' is required for the 'client_credentials' grant type.",
    )
  }
  const application = context.view.get('applications', clientId)
  if (application?.secret != null && application.secret !== secret) {
    return refuse(
      context,
      401,
      'invalid_client',
      7000215,
      `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${clientId}'.`,
    )
  }
  const issued = issueToken(
    context.key,
    subjectOf(context.view, clientId, tenantId),
    audience,
    context.now(),
    context.newId,
  )
  return jsonAnswer(200, {
    token_type: 'Bearer',
    expires_in: issued.lifetimeSeconds - 1,
    ext_expires_in: issued.lifetimeSeconds - 1,
    access_token: issued.token,
  })
}

/** `https://management.azure.com//.default` asks for the audience `https://management.azure.com/`: the suffix alone is cut off. */
function audienceOf(scope: string): string | null {
  const resource = scope.split(' ').find((one) => one.endsWith('/.default'))
  return resource === undefined ? null : resource.slice(0, -'/.default'.length)
}

function credentials(request: HttpRequest, form: URLSearchParams): [string | null, string | null] {
  const [, basic] = /^Basic +(\S+)$/i.exec(request.headers.authorization ?? '') ?? []
  if (basic === undefined) return [form.get('client_id'), form.get('client_secret')]
  const [id = '', ...secret] = Buffer.from(basic, 'base64').toString('utf8').split(':')
  return [decodeURIComponent(id), decodeURIComponent(secret.join(':'))]
}

function refuse(context: IdentityContext, status: number, error: string, number: number, text: string): HttpAnswer {
  const [trace, correlation, time] = [context.newId(), context.newId(), context.now().toISOString()]
  return jsonAnswer(status, {
    error,
    error_description: `AADSTS${number}: ${text} Trace ID: ${trace} Correlation ID: ${correlation} Timestamp: ${time}`,
    error_codes: [number],
    timestamp: time,
    trace_id: trace,
    correlation_id: correlation,
  })
}
