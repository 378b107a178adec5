import { describe, expect, it } from '@jest/globals'
import { readBotConfig } from '../../src/config/environment.ts'

const guid = '20000000-0000-4000-8000-000000000001'
const complete = { BOT_ID: guid, BOT_TENANT_ID: guid }

function mistakes(environment: Record<string, string>): string[] {
  const read = readBotConfig(environment)
  return read.ok ? [] : read.mistakes
}

describe('the configuration', () => {
  it('is strict by default: managed identity, one tenant, the embedded database, no login of the Azure CLI', () => {
    expect(readBotConfig(complete)).toMatchObject({
      ok: true,
      config: {
        identity: { kind: 'managed-identity' },
        tenants: [guid],
        database: { kind: 'embedded', directory: '.peerbot/database' },
        azureCli: false,
        port: 3978,
      },
    })
  })

  it('tells every mistake at once, each with its variable', () => {
    const all = mistakes({ BOT_TENANT_ID: 'contoso', PORT: 'http', DATABASE_URL: 'mysql://x', PEERBOT_TENANTS: 'a b' })
    for (const variable of ['BOT_ID', 'BOT_TENANT_ID', 'PORT', 'DATABASE_URL', 'PEERBOT_TENANTS'])
      expect(all.filter((mistake) => mistake.startsWith(`${variable}:`))).not.toEqual([])
  })

  it.each([
    [{ BOT_PASSWORD: 'hush' }, 'BOT_TYPE'],
    [{ BOT_TYPE: 'SingleTenant' }, 'BOT_TYPE'],
    [{ BOT_TYPE: 'SingleTenant', BOT_CERTIFICATE_PATH: '/no/such/file.pem' }, 'BOT_CERTIFICATE_PATH'],
    [{ BOT_TYPE: 'SingleTenant', BOT_PASSWORD: 'hush', BOT_CERTIFICATE_PATH: '/no/such/file.pem' }, 'BOT_PASSWORD'],
  ])('refuses the contradiction %j', (change, variable) => {
    expect(mistakes({ ...complete, ...change }).join('\n')).toContain(`${variable}:`)
  })

  it('never repeats what was given: it may be a secret', () => {
    const secret = 'tr0ub4dor&3'
    expect(mistakes({ BOT_PASSWORD: secret, BOT_ID: secret, DATABASE_URL: secret }).join('\n')).not.toContain(secret)
  })
})
