/** Starts the parts of the demo side by side, waits until all are ready, watches them, stops them. */
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type Child, startChild } from './child.ts'
import { obituary } from './obituary.ts'
import type { Part } from './parts.ts'

export interface RunningParts {
  /** Null as soon as every part is ready, or a sentence about what went wrong before. Never settles once stopped. */
  ready: Promise<string | null>
  /** A sentence about the first part that ends without being asked to. */
  broken: Promise<string>
  /** Stops every part, the ones that others wait for last. A second call, while they are ending, ends them at once. */
  stop(): Promise<void>
}

export interface RunOptions {
  env: Record<string, string | undefined>
  /** An existing directory for one log file per part. */
  logDirectory: string
  readyWithinMs: number
  stopWithinMs: number
}

/** Starts every part as soon as the ones that it waits for are ready. */
export function runParts(parts: Part[], options: RunOptions): RunningParts {
  const children = new Map<string, Child>()
  const readiness = new Map<string, Promise<void>>()
  const stopping = new AbortController()
  const broken = Promise.withResolvers<string>()
  const late = Promise.withResolvers<string>()
  const deadline = setTimeout(
    () => late.resolve(`Peerbot: not ready within ${options.readyWithinMs / 1000} s; see ${options.logDirectory}.`),
    options.readyWithinMs,
  ).unref()

  async function start(part: Part): Promise<void> {
    await Promise.all(part.after.map((key) => readiness.get(key)))
    if (stopping.signal.aborted) return
    const announced = Promise.withResolvers<void>()
    const { ready } = part
    const child = startChild({
      title: part.title,
      args: part.args,
      env: { ...options.env, ...part.env },
      logFile: join(options.logDirectory, `${part.key}.log`),
      ...('line' in ready ? { onLine: (line) => ready.line(line) && announced.resolve() } : {}),
    })
    children.set(part.key, child)
    void child.ended.then((ending) => {
      if (!stopping.signal.aborted) broken.resolve(obituary(child, ending, process.cwd()))
    })
    await ('address' in ready ? answering(ready.address, stopping.signal) : announced.promise)
  }

  // In a later turn each, so that every part finds the others in the map.
  for (const part of parts) readiness.set(part.key, Promise.resolve(part).then(start))
  const allReady = Promise.all(readiness.values()).then(() => {
    clearTimeout(deadline)
    return stopping.signal.aborted ? new Promise<never>(() => {}) : null
  })

  return {
    ready: Promise.race([broken.promise, late.promise, allReady]),
    broken: broken.promise,
    stop: async () => {
      const patience = stopping.signal.aborted ? 0 : options.stopWithinMs
      stopping.abort()
      clearTimeout(deadline)
      const awaited = new Set(parts.flatMap((part) => part.after))
      const end = (last: boolean) =>
        Promise.all([...children].map(([key, child]) => awaited.has(key) === last && child.stop(patience)))
      await end(false)
      await end(true)
    },
  }
}

/** Settles as soon as the address answers 200, or the wait is given up. */
async function answering(address: string, givenUp: AbortSignal): Promise<void> {
  while (!givenUp.aborted) {
    const status = await fetch(address, { signal: AbortSignal.any([givenUp, AbortSignal.timeout(2_000)]) })
      .then(async (response) => {
        await response.body?.cancel()
        return response.status
      })
      .catch(() => null)
    if (status === 200) return
    await pause(50)
  }
}
