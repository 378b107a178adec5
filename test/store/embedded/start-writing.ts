import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

export interface WritingProcess {
  /** What it has said so far. */
  lines: string[]
  /** Waits until it has said so many lines, or has ended. */
  said(count: number): Promise<void>
  /** kill -9 */
  kill(): Promise<void>
}

/** Starts `writing-process` on a directory. */
export function startWriting(directory: string): WritingProcess {
  const program = fileURLToPath(new URL('./writing-process.js', import.meta.url))
  const child: ChildProcess = spawn(process.execPath, [program, directory], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'close')
  const lines: string[] = []
  const waiting: { count: number; resolve: () => void }[] = []
  if (child.stdout === null) throw new Error('no output')
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line)
    for (const { count, resolve } of waiting) if (lines.length >= count) resolve()
  })
  return {
    lines,
    async said(count) {
      const { promise, resolve } = Promise.withResolvers<void>()
      waiting.push({ count, resolve })
      if (lines.length < count) await Promise.race([promise, ended])
    },
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
  }
}
