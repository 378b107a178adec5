/** Who Peerbot is in Azure. */
import {
  AzureCliCredential,
  ChainedTokenCredential,
  ClientCertificateCredential,
  ClientSecretCredential,
  ManagedIdentityCredential,
  type TokenCredential,
  WorkloadIdentityCredential,
} from '@azure/identity'
import { AzureFault } from '../peering/azure-fault.ts'

export interface CredentialSettings {
  /**
   * The variables that say which credential there is, as @azure/identity names them. For a managed identity the SDK
   * reads IDENTITY_ENDPOINT and IDENTITY_HEADER from `process.env` itself and cannot be told otherwise.
   */
  environment: Readonly<Record<string, string | undefined>>
  /** Whether to try the managed identity of the virtual machine, which no variable announces. */
  virtualMachine: boolean
  /** Whether the login of the Azure CLI may be used, for work at a developer's machine. */
  azureCli: boolean
  /** Microsoft Entra's address where it is not the public one; without instance discovery where it is a private one. */
  authority: { host: string; instanceDiscovery: boolean } | null
}

interface ConnectionOptions {
  tlsOptions?: { ca: string }
  authorityHost?: string
  disableInstanceDiscovery?: boolean
  retryOptions: { maxRetries: number }
}

type Source = (environment: CredentialSettings['environment'], options: ConnectionOptions) => TokenCredential | null

/**
 * The credentials that are configured, in this order: managed identity, workload identity, client certificate or
 * secret, Azure CLI. Those that are not are left out, so that a failure names only what was meant.
 * Throws `AzureFault` (give-up) if there is none.
 */
export function credentialFrom(settings: CredentialSettings, ca: string | null): TokenCredential {
  const { authority, environment } = settings
  const options: ConnectionOptions = {
    ...(ca ? { tlsOptions: { ca } } : {}),
    ...(authority ? { authorityHost: authority.host, disableInstanceDiscovery: !authority.instanceDiscovery } : {}),
    retryOptions: { maxRetries: 2 },
  }
  const sources: Source[] = [
    (env, how) => (settings.virtualMachine || env.IDENTITY_ENDPOINT || env.MSI_ENDPOINT ? managed(env, how) : null),
    workload,
    certificate,
    secret,
    () => (settings.azureCli ? new AzureCliCredential() : null),
  ]
  const found = sources.map((source) => source(environment, options)).filter((credential) => credential !== null)
  if (found.length > 0) return new ChainedTokenCredential(...found)
  throw new AzureFault({
    code: 'NoCredential',
    message:
      'No Azure credential is configured: neither a managed identity (IDENTITY_ENDPOINT) nor a workload identity ' +
      '(AZURE_FEDERATED_TOKEN_FILE) nor a client (AZURE_CLIENT_SECRET or AZURE_CLIENT_CERTIFICATE_PATH), each with ' +
      'AZURE_TENANT_ID and AZURE_CLIENT_ID, and the Azure CLI is not allowed',
    faultClass: 'give-up',
  })
}

/** AZURE_CLIENT_ID chooses a user-assigned identity. */
const managed: Source = ({ AZURE_CLIENT_ID: clientId }, { retryOptions }) =>
  new ManagedIdentityCredential({ ...(clientId ? { clientId } : {}), retryOptions })

const workload: Source = (environment, options) => {
  const {
    AZURE_TENANT_ID: tenantId,
    AZURE_CLIENT_ID: clientId,
    AZURE_FEDERATED_TOKEN_FILE: tokenFilePath,
  } = environment
  if (!tenantId || !clientId || !tokenFilePath) return null
  return new WorkloadIdentityCredential({ tenantId, clientId, tokenFilePath, ...options })
}

const certificate: Source = (environment, options) => {
  const { AZURE_TENANT_ID: tenantId, AZURE_CLIENT_ID: clientId } = environment
  const { AZURE_CLIENT_CERTIFICATE_PATH: certificatePath, AZURE_CLIENT_CERTIFICATE_PASSWORD: password } = environment
  if (!tenantId || !clientId || !certificatePath) return null
  const file = { certificatePath, ...(password ? { certificatePassword: password } : {}) }
  const sendCertificateChain = /^(1|true)$/i.test(environment.AZURE_CLIENT_SEND_CERTIFICATE_CHAIN ?? '')
  return new ClientCertificateCredential(tenantId, clientId, file, { sendCertificateChain, ...options })
}

const secret: Source = (environment, options) => {
  const { AZURE_TENANT_ID: tenantId, AZURE_CLIENT_ID: clientId, AZURE_CLIENT_SECRET: clientSecret } = environment
  if (!tenantId || !clientId || !clientSecret) return null
  return new ClientSecretCredential(tenantId, clientId, clientSecret, options)
}
