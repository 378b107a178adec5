/** The private clouds of one subscription. */
import { AzureVMwareSolutionAPI } from '@azure/arm-avs'
import type { TokenCredential } from '@azure/identity'
import type { ReadOptions } from '../clouds/ports.ts'
import type { PrivateCloud } from '../peering/model.ts'
import { classifyFault } from './classify-fault.ts'
import type { ClientOptions } from './client-options.ts'
import { privateCloudsInPage } from './private-cloud-page.ts'

/** The newest stable one; the SDK's own default, 2023-03-01, does not send `virtualNetworkId`. */
const apiVersion = '2025-09-01'

/** Reads all pages of a subscription's private clouds. Throws `AzureFault`. */
export type ReadPrivateClouds = (subscriptionId: string, options: ReadOptions) => Promise<readonly PrivateCloud[]>

/**
 * Through arm-avs, but from the raw pages: its deserializer (4.0.0) drops `virtualNetworkId`, the one proof of
 * Generation 2.
 */
export function privateCloudReader(credential: TokenCredential, options: ClientOptions): ReadPrivateClouds {
  const clients = new Map<string, AzureVMwareSolutionAPI>()
  return async (subscriptionId, { signal }) => {
    const key = subscriptionId.toLowerCase()
    const client =
      clients.get(key) ?? new AzureVMwareSolutionAPI(credential, subscriptionId, { ...options, apiVersion })
    clients.set(key, client)
    const pages: string[] = []
    try {
      const listing = client.privateClouds.listInSubscription({
        ...(signal ? { abortSignal: signal } : {}),
        onResponse: (raw) => pages.push(raw.bodyAsText ?? ''),
      })
      for await (const _page of listing.byPage());
      return pages.flatMap(privateCloudsInPage)
    } catch (error) {
      throw classifyFault(error) ?? error
    }
  }
}
