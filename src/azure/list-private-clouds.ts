/** The private clouds of all subscriptions that count. */
import type { Logger } from 'pino'
import type { ListedClouds, ReadOptions, UnreadableSubscription } from '../clouds/ports.ts'
import { AzureFault } from '../peering/azure-fault.ts'
import { inParallel } from './in-parallel.ts'
import type { ListSubscriptions } from './list-subscriptions.ts'
import type { ReadPrivateClouds } from './read-private-clouds.ts'

/** Far below ARM's 25 reads a second, which are counted per subscription anyway. */
const atATime = 8

/** A subscription that never used AVS answers so (Microsoft docs: resource provider registration errors). */
const notRegistered = 'MissingSubscriptionRegistration'

/**
 * Lists the private clouds of `subscriptions`, or of all that the identity sees. A subscription that cannot be read
 * does not hide the others: it is logged and given beside them. Throws its `AzureFault` only if none could be read.
 */
export async function listPrivateClouds(
  subscriptions: readonly string[] | 'all',
  listSubscriptions: ListSubscriptions,
  readPrivateClouds: ReadPrivateClouds,
  log: Logger,
  options: ReadOptions,
): Promise<ListedClouds> {
  const ids = subscriptions === 'all' ? await listSubscriptions(options) : subscriptions
  const unreadable: UnreadableSubscription[] = []
  const read = await inParallel(ids, atATime, async (subscriptionId) => {
    try {
      return await readPrivateClouds(subscriptionId, options)
    } catch (error) {
      if (!(error instanceof AzureFault)) throw error
      if (error.code === notRegistered) return []
      log.warn({ subscriptionId, code: error.code, err: error }, 'the private clouds of a subscription cannot be read')
      unreadable.push({ subscriptionId, fault: error })
      return []
    }
  })
  if (unreadable[0] && unreadable.length === ids.length) throw unreadable[0].fault
  return { clouds: read.flat(), unreadable }
}
