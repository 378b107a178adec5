import { outcome } from '../chat/text/outcome.ts'
import { changeState } from './change-state.ts'
import type { Store } from './ports.ts'

/** Closes a request that nobody has decided in time, and tells the requester. Does nothing to any other. */
export async function expire(store: Store, number: number, now: Date): Promise<void> {
  await store.transaction(async (tx) => {
    const request = await tx.lockRequest(number)
    if (request?.state !== 'pending') return
    // The database's clock starts the job, ours decides: a job that is early comes again.
    if (now < request.expiresAt) return tx.enqueue({ kind: 'expire', request: number, at: request.expiresAt })
    await changeState(tx, request, {
      trigger: 'expire',
      event: 'expired',
      person: null,
      conversation: null,
      at: now,
      ending: outcome.expired(),
      tell: outcome.expiredToRequester(number),
    })
  })
}
