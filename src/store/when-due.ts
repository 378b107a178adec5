/** When the next message of a conversation may be sent. Pure. */

export interface WaitingRow {
  id: string
  /** After a failed attempt: not before. */
  notBefore: Date | null
  attempts: number
  /** For progress on a request's card: when the same card was edited last. Its end does not wait for that. */
  lastEdit: Date | null
}

/**
 * How many messages a bot may send to one conversation, in how many milliseconds.
 * Microsoft docs: "Optimize your bot with rate limiting in Teams" (bots/how-to/rate-limit), "Send to conversation".
 */
export const sendLimits: readonly { count: number; withinMs: number }[] = [
  { count: 7, withinMs: 1_000 },
  { count: 8, withinMs: 2_000 },
  { count: 60, withinMs: 30_000 },
  { count: 1_800, withinMs: 3_600_000 },
]

/** Progress on one card: more often nobody can read, and clients flicker. */
export const editIntervalMs = 2_000

/**
 * The row to be sent first, and from when on; null if none waits. `rows` in order, `sent` newest first.
 * After a failed attempt nothing overtakes it: order is kept. An edit that only waits for its interval
 * is overtaken by what stands behind it.
 */
export function whenDue(
  rows: readonly WaitingRow[],
  sent: readonly Date[],
  now: Date,
): { id: string; at: Date } | null {
  const open = opensAt(sent)
  let earliest: { id: string; at: Date } | null = null
  for (const row of rows) {
    const afterEdit = row.lastEdit === null ? 0 : row.lastEdit.getTime() + editIntervalMs
    const at = new Date(Math.max(open, afterEdit, row.notBefore?.getTime() ?? 0))
    if (at <= now) return { id: row.id, at }
    if (earliest === null || at < earliest.at) earliest = { id: row.id, at }
    if (row.attempts > 0) break
  }
  return earliest
}

function opensAt(sent: readonly Date[]): number {
  const times = sendLimits.map(({ count, withinMs }) => {
    const oldest = sent[count - 1]
    return oldest === undefined ? 0 : oldest.getTime() + withinMs
  })
  return Math.max(0, ...times)
}
