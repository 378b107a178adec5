import { type ArmError, done, type Outcome, refused } from '../arm/arm-error.ts'
import type { SigningKey } from './signing-key.ts'
import { issuerOf, readToken } from './token.ts'

/** Who calls ARM. */
export interface Principal {
  tenantId: string
  objectId: string
}

/** The audiences that ARM accepts, each with and without the closing slash. */
const audiences = ['https://management.azure.com', 'https://management.core.windows.net']

/** ARM's clock tolerance. */
const toleranceSeconds = 300

/**
 * Checks the bearer token of a call: signature, issuer, times, audience. The errors are ARM's: 401 with its envelope and a
 * WWW-Authenticate header (texts from memory of ARM's answers; without `claims=`, which would ask for continuous access evaluation).
 */
export function authenticate(key: SigningKey, authorization: string | undefined, now: Date): Outcome<Principal> {
  const [, token] = /^Bearer +(\S+)$/i.exec(authorization ?? '') ?? []
  if (token === undefined) {
    return unauthorized(
      'AuthenticationFailed',
      "Authentication failed. The 'Authorization' header is missing or invalid.",
    )
  }
  const claims = readToken(key, token)
  if (claims === null) return unauthorized('InvalidAuthenticationToken', 'The access token is invalid.')
  if (claims.iss !== issuerOf(claims.tid)) {
    return unauthorized(
      'InvalidAuthenticationTokenTenant',
      `The access token is from the wrong issuer '${claims.iss}'. It must match the tenant '${issuerOf(claims.tid)}'.`,
    )
  }
  const seconds = now.getTime() / 1000
  if (claims.exp + toleranceSeconds < seconds) {
    return unauthorized(
      'ExpiredAuthenticationToken',
      `The access token expiry UTC time '${new Date(claims.exp * 1000).toISOString()}' is earlier than current UTC time '${now.toISOString()}'.`,
    )
  }
  if (claims.nbf - toleranceSeconds > seconds) {
    return unauthorized('InvalidAuthenticationToken', 'The access token is not valid yet.')
  }
  if (!audiences.includes(claims.aud.replace(/\/+$/, ''))) {
    return unauthorized(
      'InvalidAuthenticationTokenAudience',
      `The access token has been obtained for wrong audience or resource '${claims.aud}'. It should exactly match with one of the allowed audiences ${audiences.map((one) => `'${one}/','${one}'`).join(',')}.`,
    )
  }
  return done({ tenantId: claims.tid, objectId: claims.oid })
}

/** The 401 for a token of another tenant than the subscription's. */
export function wrongTenant(principal: Principal, tenantId: string): ArmError {
  return challenge(
    'InvalidAuthenticationTokenTenant',
    `The access token is from the wrong issuer '${issuerOf(principal.tenantId)}'. It must match the tenant '${issuerOf(tenantId)}' associated with this subscription. Please use the authority (URL) 'https://login.windows.net/${tenantId}' to get the token. Note, if the subscription is transferred to another tenant there is no impact to the services, but information about new tenant could take time to propagate (up to an hour). If you just transferred your subscription and see this error message, please try back later.`,
    tenantId,
  )
}

const unauthorized = (code: string, message: string): { ok: false; error: ArmError } =>
  refused(challenge(code, message, 'common'))

const challenge = (code: string, message: string, tenant: string): ArmError => ({
  status: 401,
  code,
  message,
  headers: {
    'WWW-Authenticate': `Bearer authorization_uri="https://login.windows.net/${tenant}", error="invalid_token", error_description="${message}"`,
  },
})
