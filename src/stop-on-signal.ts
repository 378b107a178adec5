import type { Logger } from 'pino'

/** How long a graceful stop may take before the process ends all the same. */
const graceMs = 10_000

/** Stops once on SIGTERM or SIGINT: work in hand is handed over, what is not done then is taken up at the next start. */
export function stopOnSignal(stop: () => Promise<void>, log: Logger): void {
  let stopping = false
  const onSignal = (signal: NodeJS.Signals) => {
    if (stopping) return
    stopping = true
    log.info({ signal }, 'peerbot stops')
    setTimeout(() => process.exit(1), graceMs).unref()
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'peerbot did not stop cleanly')
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', onSignal)
  process.on('SIGINT', onSignal)
}
