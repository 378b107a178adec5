/**
 * ARM's token buckets per subscription, principal and kind of operation (Microsoft docs, "Understand how Azure Resource Manager
 * throttles requests", 2025-05-28): reads 250 and 25 a second, writes and deletes 200 and 10 a second; the same for the tenant.
 */
export const bucketRules = {
  reads: { size: 250, perSecond: 25 },
  writes: { size: 200, perSecond: 10 },
  deletes: { size: 200, perSecond: 10 },
} as const

export type BucketKind = keyof typeof bucketRules

export interface TokenBuckets {
  /** Takes one token. Gives what is left, or after how many seconds to come again if there was none. */
  take(kind: BucketKind, scope: string, principal: string, now: Date): { left: number; waitSeconds: number | null }
}

export function createTokenBuckets(): TokenBuckets {
  const buckets = new Map<string, { tokens: number; at: number }>()
  return {
    take: (kind, scope, principal, now) => {
      const { size, perSecond } = bucketRules[kind]
      const key = `${kind} ${scope} ${principal}`.toLowerCase()
      const known = buckets.get(key) ?? { tokens: size, at: now.getTime() }
      const refilled = known.tokens + (Math.max(0, now.getTime() - known.at) / 1000) * perSecond
      const tokens = Math.min(size, refilled)
      const empty = tokens < 1
      const left = empty ? tokens : tokens - 1
      buckets.set(key, { tokens: left, at: now.getTime() })
      return { left: Math.floor(left), waitSeconds: empty ? Math.max(1, Math.ceil((1 - tokens) / perSecond)) : null }
    },
  }
}

export const kindOf = (method: string): BucketKind =>
  method === 'GET' || method === 'HEAD' ? 'reads' : method === 'DELETE' ? 'deletes' : 'writes'
