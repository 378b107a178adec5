/** How long Azure asks to wait. */

interface Headers {
  get(name: string): string | undefined
}

/**
 * The wait in milliseconds from `Retry-After` (seconds or a date) or its `-ms` relatives; null if there is none.
 * A date is measured against the answer's own `Date`, so that the clock of this machine does not matter.
 */
export function retryAfterMs(headers: Headers): number | null {
  const milliseconds = headers.get('retry-after-ms') ?? headers.get('x-ms-retry-after-ms')
  if (milliseconds && /^\d+$/.test(milliseconds)) return Number(milliseconds)
  const value = headers.get('retry-after')
  if (!value) return null
  if (/^\d+$/.test(value)) return Number(value) * 1000
  const wait = Date.parse(value) - Date.parse(headers.get('date') ?? '')
  return Number.isFinite(wait) ? Math.max(0, wait) : null
}

/**
 * The wait in milliseconds that a message names: "The call can be retried in 14 seconds." (Microsoft.Network lock,
 * bosh-azure-cpi-release#179), "Please try again after '10' seconds." (ARM quota). Null if it names none.
 */
export function retryAfterInMessage(message: string): number | null {
  const [, seconds] = /(?:retried in|try again after) '?(\d+)'? seconds/i.exec(message) ?? []
  return seconds ? Number(seconds) * 1000 : null
}
