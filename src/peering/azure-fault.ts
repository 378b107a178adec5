/**
 * What to do about an error of Azure: the one thing the rest of Peerbot needs to know of it.
 * retry: passes by itself (locks, throttling, 5xx, network); repair: the other half is Disconnected; give-up: a person must act.
 */
export type FaultClass = 'retry' | 'repair' | 'give-up'

/** An error answered by Azure, or by the way there, already classified. `message` is for the log, never for a channel. */
export class AzureFault extends Error {
  readonly code: string
  readonly faultClass: FaultClass
  /** HTTP status, or null where no answer came. */
  readonly status: number | null
  /** As Azure asked, from Retry-After. */
  readonly retryAfterMs: number | null

  constructor(details: {
    code: string
    message: string
    faultClass: FaultClass
    status?: number | null
    retryAfterMs?: number | null
    cause?: unknown
  }) {
    super(details.message, { cause: details.cause })
    this.name = 'AzureFault'
    this.code = details.code
    this.faultClass = details.faultClass
    this.status = details.status ?? null
    this.retryAfterMs = details.retryAfterMs ?? null
  }
}
