/** How long a run goes on trying, and how it waits. Time and chance are handed in. */
import type { AzureFault } from '../peering/azure-fault.ts'

export interface Clock {
  now(): Date
  /** Resolves after the time; rejects with the signal's reason when it is aborted. */
  sleep(ms: number, signal: AbortSignal): Promise<void>
}

export interface Patience {
  /** For one connection, first write to proof. */
  budgetMs: number
  /** Between two looks at a connection that Azure is still working on. */
  lookAgainMs: number
  /** First wait after a passing fault without Retry-After; doubled each time. */
  backOffMs: number
  maxBackOffMs: number
}

/** Peering writes take 10–20 s (recorded); 30 minutes is what terraform's azurerm provider allows them. */
export const usualPatience: Patience = {
  budgetMs: 30 * 60_000,
  lookAgainMs: 1_000,
  backOffMs: 1_000,
  maxBackOffMs: 60_000,
}

/** How long to wait after a passing fault: as Azure asked, else exponential with jitter between half and the whole. */
export function waitAfter(fault: AzureFault, attempt: number, patience: Patience, random: () => number): number {
  if (fault.retryAfterMs !== null) return fault.retryAfterMs
  const full = Math.min(patience.maxBackOffMs, patience.backOffMs * 2 ** attempt)
  return full / 2 + (random() * full) / 2
}
