/** One arm-network client per subscription, made when first needed. */
import { NetworkManagementClient } from '@azure/arm-network'
import type { TokenCredential } from '@azure/identity'
import type { ClientOptions } from './client-options.ts'

/** The client for a subscription. */
export type NetworkClients = (subscriptionId: string) => NetworkManagementClient

export function networkClients(credential: TokenCredential, options: ClientOptions): NetworkClients {
  const clients = new Map<string, NetworkManagementClient>()
  return (subscriptionId) => {
    const key = subscriptionId.toLowerCase()
    const client = clients.get(key) ?? new NetworkManagementClient(credential, subscriptionId, options)
    clients.set(key, client)
    return client
  }
}
