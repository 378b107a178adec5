import { describe, expect, it } from '@jest/globals'
import { credentialFrom } from '../../src/azure/credential.ts'

const nothing = { environment: {}, virtualMachine: false, azureCli: false, authority: null }

describe('the credential', () => {
  it('that is not configured is refused at once, with the variables that are missing', () => {
    expect(() => credentialFrom(nothing, null)).toThrow(
      expect.objectContaining({
        code: 'NoCredential',
        faultClass: 'give-up',
        message: expect.stringContaining('AZURE_CLIENT_SECRET'),
      }),
    )
  })

  it('of a client is not configured by half of its variables', () => {
    const environment = { AZURE_CLIENT_ID: 'c', AZURE_TENANT_ID: 't' }
    expect(() => credentialFrom({ ...nothing, environment }, null)).toThrow()
    expect(() => credentialFrom({ ...nothing, environment: { AZURE_CLIENT_SECRET: 's' } }, null)).toThrow()
  })

  it.each([
    ['a managed identity', { ...nothing, environment: { IDENTITY_ENDPOINT: 'http://127.0.0.1:1' } }],
    ['the identity of the virtual machine', { ...nothing, virtualMachine: true }],
    ['a workload identity', client({ AZURE_FEDERATED_TOKEN_FILE: '/token' })],
    ['a certificate', client({ AZURE_CLIENT_CERTIFICATE_PATH: '/certificate.pem' })],
    ['a secret', client({ AZURE_CLIENT_SECRET: 's' })],
    ['the Azure CLI', { ...nothing, azureCli: true }],
  ])('may be %s', (_, settings) => {
    expect(credentialFrom(settings, null)).toHaveProperty('getToken')
  })
})

function client(environment: Record<string, string>) {
  return { ...nothing, environment: { AZURE_CLIENT_ID: 'c', AZURE_TENANT_ID: 't', ...environment } }
}
