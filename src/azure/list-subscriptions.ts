/** The subscriptions that the identity sees. */

import type { TokenCredential } from '@azure/identity'
import { createRestError, getClient } from '@azure-rest/core-client'
import { z } from 'zod/v4'
import type { ReadOptions } from '../clouds/ports.ts'
import { AzureFault } from '../peering/azure-fault.ts'
import { classifyFault } from './classify-fault.ts'
import type { ClientOptions } from './client-options.ts'

const apiVersion = '2022-12-01'

const pageSchema = z.object({
  value: z.array(z.object({ subscriptionId: z.string(), state: z.string().nullish() })),
  nextLink: z.string().nullish(),
})

/** Lists subscription ids, all pages. Throws `AzureFault`. */
export type ListSubscriptions = (options: ReadOptions) => Promise<readonly string[]>

/**
 * Through the client that arm-network itself is built on; Microsoft's package for subscriptions would bring nothing but
 * this one GET. Deleted subscriptions are left out.
 */
export function subscriptionLister(credential: TokenCredential, options: ClientOptions): ListSubscriptions {
  const client = getClient(options.endpoint, credential, options)
  return async ({ signal }) => {
    const found: string[] = []
    try {
      let next: string | null = `/subscriptions?api-version=${apiVersion}`
      while (next) {
        const answer = await client.pathUnchecked(next).get(signal ? { abortSignal: signal } : {})
        if (answer.status !== '200') throw createRestError(answer)
        const page = pageIn(answer.body)
        found.push(...page.value.filter(({ state }) => state !== 'Deleted').map((one) => one.subscriptionId))
        next = page.nextLink ?? null
      }
    } catch (error) {
      throw classifyFault(error) ?? error
    }
    return found
  }
}

function pageIn(body: unknown): z.infer<typeof pageSchema> {
  const page = pageSchema.safeParse(body)
  if (page.success) return page.data
  const message = `Answered with no page of subscriptions: ${z.prettifyError(page.error)}`
  throw new AzureFault({ code: 'UnexpectedAnswer', message, faultClass: 'give-up' })
}
