/** Holds the leases on a connection's two VNets while it is worked on. */
import { randomUUID } from 'node:crypto'
import type { Clock } from './patience.ts'
import type { Leases } from './ports.ts'

export const leaseMs = 120_000
const renewEveryMs = 30_000
const renewWithinMs = 10_000
const marginMs = 10_000
const askAgainMs = 1_000

/**
 * Waits until both networks are free, takes them, and runs `work` with a signal that ends before the lease does:
 * ARM knows no fencing token, so a write must never outlive the lease that it is made under.
 */
export async function underLeases<T>(
  networkIds: readonly string[],
  { leases, clock, signal }: { leases: Leases; clock: Clock; signal: AbortSignal },
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const holder = randomUUID()
  while (!(await leases.take(networkIds, holder, clock.now(), leaseMs))) await clock.sleep(askAgainMs, signal)
  const lost = new AbortController()
  const done = new AbortController()
  const renewing = keepRenewing(holder, leases, clock, lost, AbortSignal.any([signal, done.signal]))
  try {
    return await work(AbortSignal.any([signal, lost.signal]))
  } finally {
    done.abort()
    await renewing
    await leases.release(holder)
  }
}

async function keepRenewing(
  holder: string,
  leases: Leases,
  clock: Clock,
  lost: AbortController,
  until: AbortSignal,
): Promise<void> {
  let renewedAt = clock.now().getTime()
  while (!until.aborted) {
    try {
      await clock.sleep(renewEveryMs, until)
    } catch {
      return
    }
    const renewed = await Promise.race([
      leases.renew(holder, clock.now(), leaseMs).catch(() => null),
      // A database that does not answer must not keep us from noticing that the lease runs out.
      clock.sleep(renewWithinMs, until).then(
        () => null,
        () => null,
      ),
    ])
    if (renewed) renewedAt = clock.now().getTime()
    // Not renewed in time (the database did not answer) counts as lost well before the lease is over.
    else if (renewed === false || isShort(clock.now().getTime() - renewedAt))
      lost.abort(new Error('the lease on the virtual networks was lost'))
  }
}

/** Whether the lease could be over before the next try has been answered. */
function isShort(sinceRenewalMs: number): boolean {
  return sinceRenewalMs + renewEveryMs + renewWithinMs > leaseMs - marginMs
}
