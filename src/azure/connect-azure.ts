/** The way to Azure, real or simulated: they differ in the settings only. */
import type { Logger } from 'pino'
import type { AzureReader } from '../clouds/ports.ts'
import type { AzureWriter } from '../runs/ports.ts'
import { azureWriter } from './azure-writer.ts'
import { type ArmSettings, clientOptions } from './client-options.ts'
import { type CredentialSettings, credentialFrom } from './credential.ts'
import { listPrivateClouds } from './list-private-clouds.ts'
import { subscriptionLister } from './list-subscriptions.ts'
import { networkClients } from './network-clients.ts'
import { readNetwork } from './read-network.ts'
import { privateCloudReader } from './read-private-clouds.ts'
import { tokenInTime } from './token-in-time.ts'

export interface AzureSettings extends ArmSettings {
  credential: CredentialSettings
  /** Whose private clouds count; `all` = every subscription that the identity sees. */
  subscriptions: readonly string[] | 'all'
  /** Between two looks at an operation, where Azure sends no Retry-After. */
  pollIntervalMs: number
}

/** Azure's public cloud. */
export const publicAzure = {
  endpoint: 'https://management.azure.com',
  audience: 'https://management.azure.com',
  ca: null,
  requestTimeoutMs: 60_000,
  subscriptions: 'all',
  pollIntervalMs: 10_000,
} as const satisfies Omit<AzureSettings, 'credential'>

/**
 * Nothing is sent yet. Throws `AzureFault` (give-up) if no credential is configured.
 */
export function connectAzure(settings: AzureSettings, log: Logger): { reader: AzureReader; writer: AzureWriter } {
  const credential = tokenInTime(credentialFrom(settings.credential, settings.ca), settings.requestTimeoutMs)
  const reading = clientOptions(settings, log, 3)
  const clients = {
    polling: networkClients(credential, reading),
    writing: networkClients(credential, clientOptions(settings, log, 0)),
  }
  const listSubscriptions = subscriptionLister(credential, reading)
  const readPrivateClouds = privateCloudReader(credential, reading)
  return {
    reader: {
      listPrivateClouds: (options) =>
        listPrivateClouds(settings.subscriptions, listSubscriptions, readPrivateClouds, log, options),
      readNetwork: (id, options) => readNetwork(clients.polling, id, options),
    },
    writer: azureWriter(clients, settings.pollIntervalMs),
  }
}
