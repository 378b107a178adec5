/** The list of private clouds: the one thing of Azure that is cached. */
import type { PrivateCloud } from '../peering/model.ts'
import type { AzureReader, UnreadableSubscription } from './ports.ts'

/** Up to this age the list is used as it is. */
const freshMs = 60_000
/** Up to this age it is used, and read again behind the answer. */
const usableMs = 600_000

/** The private clouds of a subscription that cannot be read just now are kept from the reading before. */
export interface CloudList {
  /** All private clouds, by name. Throws `AzureFault` when there is no usable list and Azure gives none. */
  all(): Promise<readonly PrivateCloud[]>
  /** The same, certainly read from Azure now: for a name that the list does not have. */
  reread(): Promise<readonly PrivateCloud[]>
  /** The subscriptions that the latest reading, of those that gave a list, could not read; none before the first. */
  unreadable(): readonly UnreadableSubscription[]
}

interface Reading {
  clouds: readonly PrivateCloud[]
  unreadable: readonly UnreadableSubscription[]
  readAt: number
}

/** A list of one process, kept in memory: every replica may have its own. */
export function createCloudList(reader: AzureReader, now: () => Date): CloudList {
  let known: Reading | null = null
  let reading: Promise<readonly PrivateCloud[]> | null = null

  function reread(): Promise<readonly PrivateCloud[]> {
    reading ??= read().finally(() => {
      reading = null
    })
    return reading
  }

  async function read(): Promise<readonly PrivateCloud[]> {
    const { clouds: present, unreadable } = await reader.listPrivateClouds({})
    const unread = new Set(unreadable.map(({ subscriptionId }) => subscriptionId.toLowerCase()))
    const kept = known?.clouds.filter(({ subscriptionId }) => unread.has(subscriptionId.toLowerCase())) ?? []
    const clouds = [...present, ...kept].sort((a, b) => a.name.localeCompare(b.name))
    known = { clouds, unreadable, readAt: now().getTime() }
    return clouds
  }

  async function all(): Promise<readonly PrivateCloud[]> {
    const age = known ? now().getTime() - known.readAt : Number.POSITIVE_INFINITY
    if (!known || age > usableMs) return reread()
    // A failure behind an answer concerns nobody: the next one that needs the list will meet it.
    if (age > freshMs) reread().catch(() => {})
    return known.clouds
  }

  return { all, reread, unreadable: () => known?.unreadable ?? [] }
}
