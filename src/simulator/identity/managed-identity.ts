import type { Handler } from '../http/exchange.ts'
import { jsonAnswer } from '../http/exchange.ts'
import type { EstateView } from '../state/view.ts'
import { defaultManagedIdentity, subjectByObjectId, subjectOf } from './applications.ts'
import type { SigningKey } from './signing-key.ts'
import { issueToken, type TokenSubject } from './token.ts'

export interface IdentityContext {
  view: EstateView
  key: SigningKey
  now: () => Date
  newId: () => string
}

const wants = {
  '2019-08-01': { header: 'x-identity-header', expires: (at: Date) => String(Math.floor(at.getTime() / 1000)) },
  '2017-09-01': { header: 'secret', expires: dated },
} as const

/**
 * The managed-identity endpoint of App Service, in both of its dialects (Microsoft docs: "How to use managed identities for App
 * Service"): 2019-08-01 wants `X-IDENTITY-HEADER`, 2017-09-01 wants `secret` and writes `expires_on` as a date. Any header value is
 * accepted.
 */
export function managedIdentityEndpoint(context: IdentityContext): Handler {
  return (request) => {
    if (request.path.replace(/\/$/, '').toLowerCase() !== '/msi/token')
      return problem(404, 'NotFound', 'There is only /msi/token here.')
    if (request.method !== 'GET') return problem(405, 'MethodNotAllowed', 'Only GET is known here.')
    const version = request.query.get('api-version')
    const dialect = version === '2019-08-01' || version === '2017-09-01' ? wants[version] : undefined
    if (dialect === undefined) return problem(400, 'BadRequest', `The api-version '${version ?? ''}' is not supported.`)
    if (!request.headers[dialect.header])
      return problem(401, 'Unauthorized', `The header ${dialect.header} is missing.`)
    const resource = request.query.get('resource')
    if (!resource) return problem(400, 'BadRequest', 'The parameter resource is missing.')

    const subject = askedFor(context.view, request.query)
    const { token, expiresAt } = issueToken(context.key, subject, resource, context.now(), context.newId)
    return jsonAnswer(200, {
      access_token: token,
      client_id: subject.clientId,
      expires_on: dialect.expires(expiresAt),
      not_before: String(Math.floor(context.now().getTime() / 1000)),
      resource,
      token_type: 'Bearer',
    })
  }
}

/** The identity that the query names by `client_id` (`clientid` in the older dialect) or `object_id`; else the default one. */
function askedFor(view: EstateView, query: ReadonlyMap<string, string>): TokenSubject {
  const byDefault = defaultManagedIdentity(view)
  const clientId = query.get('client_id') ?? query.get('clientid')
  if (clientId !== undefined) return subjectOf(view, clientId, byDefault.tenantId)
  const objectId = query.get('object_id') ?? query.get('principal_id')
  return objectId === undefined ? byDefault : subjectByObjectId(view, objectId, byDefault.tenantId)
}

/** `MM/DD/YYYY HH:mm:ss +00:00`, as the 2017-09-01 dialect writes times. */
function dated(at: Date): string {
  const [year, month, day] = at.toISOString().slice(0, 10).split('-')
  return `${month}/${day}/${year} ${at.toISOString().slice(11, 19)} +00:00`
}

const problem = (status: number, code: string, message: string) =>
  jsonAnswer(status, { statusCode: status, code, message })
