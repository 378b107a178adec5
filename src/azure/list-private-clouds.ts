/** The private clouds of all subscriptions that count. */
import type { Logger } from 'pino'
import type { ReadOptions } from '../clouds/ports.ts'
import { AzureFault } from '../peering/azure-fault.ts'
import type { PrivateCloud } from '../peering/model.ts'
import { inParallel } from './in-parallel.ts'
import type { ListSubscriptions } from './list-subscriptions.ts'
import type { ReadPrivateClouds } from './read-private-clouds.ts'

/** Far below ARM's 25 reads a second, which are counted per subscription anyway. */
const atATime = 8

/** A subscription that never used AVS answers so (Microsoft docs: resource provider registration errors). */
const notRegistered = 'MissingSubscriptionRegistration'

/**
 * Lists the private clouds of `subscriptions`, or of all that the identity sees. A subscription that cannot be read
 * does not hide the others: it is logged and left out. Throws its `AzureFault` only if none could be read.
 */
export async function listPrivateClouds(
  subscriptions: readonly string[] | 'all',
  listSubscriptions: ListSubscriptions,
  readPrivateClouds: ReadPrivateClouds,
  log: Logger,
  options: ReadOptions,
): Promise<readonly PrivateCloud[]> {
  const ids = subscriptions === 'all' ? await listSubscriptions(options) : subscriptions
  const faults: AzureFault[] = []
  const read = await inParallel(ids, atATime, async (subscriptionId) => {
    try {
      return await readPrivateClouds(subscriptionId, options)
    } catch (error) {
      if (!(error instanceof AzureFault)) throw error
      if (error.code === notRegistered) return []
      log.warn({ subscriptionId, code: error.code, err: error }, 'the private clouds of a subscription cannot be read')
      faults.push(error)
      return []
    }
  })
  if (faults[0] && faults.length === ids.length) throw faults[0]
  return read.flat()
}
