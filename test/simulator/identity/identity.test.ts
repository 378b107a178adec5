import { createPublicKey, verify } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { exchange, fetchToken, type SimulatedAzure, simulatedAzure, smallEstate, tenant } from '../simulated-azure.ts'

const client = '40000000-0000-4000-8000-000000000001'
const otherTenant = '90000000-0000-4000-8000-000000000009'

describe('identity', () => {
  let azure: SimulatedAzure
  beforeAll(async () => {
    const application = { clientId: client, objectId: '40000000-0000-4000-8000-000000000002', tenant, secret: 'right' }
    azure = await simulatedAzure({ estate: { ...smallEstate, applications: [application] } })
  })
  afterAll(() => azure.stop())

  const withToken = (authorization?: string) =>
    exchange(
      `${azure.arm}/subscriptions?api-version=2022-12-01`,
      azure.ca,
      'GET',
      undefined,
      authorization ? { authorization } : {},
    )
  const claimsOf = (token: string) => JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'))
  const askToken = (form: Record<string, string>, inTenant = tenant) =>
    exchange(`${azure.arm}/${inTenant}/oauth2/v2.0/token`, azure.ca, 'POST', String(new URLSearchParams(form)), {
      'content-type': 'application/x-www-form-urlencoded',
    })
  const good = {
    grant_type: 'client_credentials',
    client_id: client,
    client_secret: 'right',
    scope: 'https://management.azure.com/.default',
  }

  it('speaks both dialects of the App Service endpoint', async () => {
    const newer = await fetch(`${azure.identity}?resource=r&api-version=2019-08-01`, {
      headers: { 'X-IDENTITY-HEADER': 'x' },
    })
    expect(await newer.json()).toMatchObject({
      resource: 'r',
      token_type: 'Bearer',
      expires_on: expect.stringMatching(/^\d+$/),
    })
    const older = await fetch(`${azure.identity}/?resource=r&api-version=2017-09-01`, { headers: { secret: 'x' } })
    expect(await older.json()).toMatchObject({
      expires_on: expect.stringMatching(/^\d\d\/\d\d\/\d{4} \d\d:\d\d:\d\d \+00:00$/),
    })
  })

  it.each([
    ['?resource=r&api-version=2019-08-01', {}, 401],
    ['?resource=r&api-version=2018-02-01', { 'X-IDENTITY-HEADER': 'x' }, 400],
    ['?api-version=2019-08-01', { 'X-IDENTITY-HEADER': 'x' }, 400],
    ['/../other?resource=r', {}, 404],
  ])('refuses %s with headers %j: %i', async (query, headers, status) => {
    expect((await fetch(`${azure.identity}${query}`, { headers: new Headers(Object.entries(headers)) })).status).toBe(
      status,
    )
  })

  it('issues tokens with tenant, object and audience, signed with the published key', async () => {
    const token = await fetchToken(azure.identity, 'https://management.azure.com')
    expect(claimsOf(token)).toMatchObject({
      tid: tenant,
      oid: expect.any(String),
      aud: 'https://management.azure.com',
      iss: `https://sts.windows.net/${tenant}/`,
      iat: expect.any(Number),
      nbf: expect.any(Number),
      exp: expect.any(Number),
    })
    const keys = await exchange(`${azure.arm}/${tenant}/discovery/v2.0/keys`, azure.ca, 'GET', undefined, {})
    const key = createPublicKey({ key: keys.body.keys[0], format: 'jwk' })
    const [header, payload, signature] = token.split('.')
    expect(verify('sha256', Buffer.from(`${header}.${payload}`), key, Buffer.from(signature ?? '', 'base64url'))).toBe(
      true,
    )
  })

  it.each(['https://management.azure.com', 'https://management.azure.com/', 'https://management.core.windows.net/'])(
    'accepts a token for %s',
    async (audience) => {
      expect((await withToken(`Bearer ${await fetchToken(azure.identity, audience)}`)).status).toBe(200)
    },
  )

  it('refuses a call without a token, in the envelope of ARM and with a challenge', async () => {
    const answer = await withToken()
    expect(answer).toMatchObject({ status: 401, body: { error: { code: 'AuthenticationFailed' } } })
    expect(answer.headers['www-authenticate']).toMatch(/^Bearer authorization_uri="https:\/\/login\.windows\.net\//)
  })

  it('refuses a token that is forged, for another audience, or expired', async () => {
    const [header, payload = '', signature] = azure.token.split('.')
    const claims = { ...claimsOf(azure.token), oid: 'somebody else' }
    const forged = `${header}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.${signature}`
    expect((await withToken(`Bearer ${forged}`)).body.error.code).toBe('InvalidAuthenticationToken')
    const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`
    expect((await withToken(`Bearer ${unsigned}`)).body.error.code).toBe('InvalidAuthenticationToken')
    const graph = await fetchToken(azure.identity, 'https://graph.microsoft.com')
    expect((await withToken(`Bearer ${graph}`)).body.error.code).toBe('InvalidAuthenticationTokenAudience')

    const later = await simulatedAzure()
    try {
      later.pass(25 * 60 * 60 * 1000)
      expect((await later.call('GET', '/subscriptions')).body.error.code).toBe('ExpiredAuthenticationToken')
    } finally {
      await later.stop()
    }
  })

  it('gives client-credential tokens that ARM accepts, and refuses a wrong secret', async () => {
    const issued = await askToken(good)
    expect(issued.status).toBe(200)
    expect((await withToken(`Bearer ${issued.body.access_token}`)).status).toBe(200)
    const wrong = await askToken({ ...good, client_secret: 'wrong' })
    expect(wrong).toMatchObject({ status: 401, body: { error: 'invalid_client', error_codes: [7000215] } })
    expect(await askToken({ ...good, scope: 'User.Read' })).toMatchObject({
      status: 400,
      body: { error: 'invalid_scope' },
    })
    expect(await askToken({ ...good, grant_type: 'password' })).toMatchObject({
      status: 400,
      body: { error: 'unsupported_grant_type' },
    })
  })

  it('shows a token of another tenant no subscriptions, and refuses it at one', async () => {
    const { body } = await askToken(good, otherTenant)
    const authorization = `Bearer ${body.access_token}`
    expect((await withToken(authorization)).body.value).toEqual([])
    const answer = await azure.call('GET', '/subscriptions/11111111-1111-4111-8111-111111111111', undefined, {
      authorization,
    })
    expect(answer).toMatchObject({ status: 401, body: { error: { code: 'InvalidAuthenticationTokenTenant' } } })
  })
})
