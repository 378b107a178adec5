const firstMs = 1_000
const longestMs = 10 * 60_000

/**
 * How long to wait after a failed attempt: doubling from one second to ten minutes, the half of it by chance, so that
 * many conversations do not come back at once. Where Teams has said how long (Retry-After), that and up to half a second.
 * `attempts` = failed before this one; `random` from 0 to 1. (Microsoft docs: "exponential back-off with jitter".)
 */
export function retryDelayMs(attempts: number, askedMs: number | null, random: number): number {
  if (askedMs !== null) return Math.round(Math.max(askedMs, firstMs / 2) + 500 * random)
  const backOff = Math.min(longestMs, firstMs * 2 ** Math.min(attempts, 20))
  return Math.round(backOff / 2 + (backOff / 2) * random)
}
