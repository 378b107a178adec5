import { sign, verify } from 'node:crypto'
import { z } from 'zod/v4'
import type { SigningKey } from './signing-key.ts'

const lifetimeSeconds = 24 * 60 * 60

const claimsShape = z.looseObject({
  tid: z.string(),
  oid: z.string(),
  aud: z.string(),
  iss: z.string(),
  exp: z.number(),
  nbf: z.number(),
})

/** Who a token was issued to, and for what. */
export type Claims = z.infer<typeof claimsShape>

export interface TokenSubject {
  tenantId: string
  objectId: string
  clientId: string
}

export interface IssuedToken {
  token: string
  expiresAt: Date
  lifetimeSeconds: number
}

/** Issues an access token with the claims that Entra puts into those of a service principal (v1 shape, as ARM gets them). */
export function issueToken(
  key: SigningKey,
  subject: TokenSubject,
  audience: string,
  now: Date,
  newId: () => string,
): IssuedToken {
  const issuedAt = Math.floor(now.getTime() / 1000)
  const expires = issuedAt + lifetimeSeconds
  const issuer = issuerOf(subject.tenantId)
  const token = encode(key, {
    aud: audience,
    iss: issuer,
    iat: issuedAt,
    nbf: issuedAt,
    exp: expires,
    appid: subject.clientId,
    appidacr: '2',
    idp: issuer,
    idtyp: 'app',
    oid: subject.objectId,
    sub: subject.objectId,
    tid: subject.tenantId,
    uti: newId(),
    ver: '1.0',
  })
  return { token, expiresAt: new Date(expires * 1000), lifetimeSeconds }
}

/** Signs any claims. */
export function encode(key: SigningKey, claims: Record<string, unknown>): string {
  const header = { typ: 'JWT', alg: 'RS256', x5t: key.id, kid: key.id }
  const content = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')
  return `${content}.${sign('sha256', Buffer.from(content), key.privateKey).toString('base64url')}`
}

/** The claims of a token that this key has signed; null for anything else. Does not look at times or audience. */
export function readToken(key: SigningKey, token: string): Claims | null {
  const [header, payload, signature, ...more] = token.split('.')
  if (!header || !payload || !signature || more.length > 0) return null
  const head = json(header)
  if (!('alg' in head) || head.alg !== 'RS256') return null
  const good = verify('sha256', Buffer.from(`${header}.${payload}`), key.publicKey, Buffer.from(signature, 'base64url'))
  if (!good) return null
  const claims = claimsShape.safeParse(json(payload))
  return claims.success ? claims.data : null
}

export const issuerOf = (tenantId: string): string => `https://sts.windows.net/${tenantId}/`

function json(part: string): object {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))
    return typeof value === 'object' && value !== null ? value : {}
  } catch {
    return {}
  }
}
