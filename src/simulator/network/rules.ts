import type { OperationFailure } from '../state/records.ts'

/** What the rules of Microsoft.Network need besides the state and the request. */
export interface RuleContext {
  now: Date
  newId: () => string
  settings: NetworkSettings
  /** An injected fault: the operation is accepted and ends Failed, with nothing else changed. */
  fail: OperationFailure | null
}

export interface NetworkSettings {
  /** How long a peering write takes. */
  operationMs: number
  retryAfterSeconds: number
  /**
   * What the simulator assumes about locks, as nothing published says it: a write on a VNet or on one of its peerings occupies that
   * VNet (it shows as Updating, and a second write on it is answered 429 RetryableError), and a peering PUT needs the remote VNet to
   * be Succeeded (400 ReferencedResourceNotProvisioned). False: writes never get in each other's way.
   */
  vnetLocks: boolean
}
