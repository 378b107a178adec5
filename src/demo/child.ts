/** One process of the demo: started, watched, stopped. What it prints goes to a log file. */
import { spawn } from 'node:child_process'
import { closeSync, openSync, writeSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const endWithParent = fileURLToPath(new URL('./end-with-parent.js', import.meta.url))
const keptLines = 12

export interface ChildOrder {
  /** For people: "the bot". */
  title: string
  /** Arguments for Node: a program and its own arguments. */
  args: string[]
  env: Record<string, string | undefined>
  logFile: string
  /** Called with each line of its standard output. */
  onLine?: (line: string) => void
}

export interface Ending {
  code: number | null
  signal: string | null
  /** The last lines that it printed. */
  lastLines: string[]
}

export interface Child {
  title: string
  pid: number | undefined
  logFile: string
  /** Settles when the process is gone; never rejects. */
  ended: Promise<Ending>
  /** Asks it to end, and after `patienceInMs` makes it. */
  stop(patienceInMs: number): Promise<void>
}

/**
 * Starts a process in a group of its own: Ctrl-C in the terminal reaches the demo alone, which then stops its
 * children in order. They end with the demo in any case: see end-with-parent.ts.
 */
export function startChild(order: ChildOrder): Child {
  const log = openSync(order.logFile, 'w')
  const running = spawn(process.execPath, ['--import', endWithParent, ...order.args], {
    env: order.env,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: process.platform !== 'win32',
    windowsHide: true,
  })
  const lastLines: string[] = []
  for (const stream of [running.stdout, running.stderr]) {
    if (stream === null) continue
    stream.on('data', (chunk: Buffer) => writeSync(log, chunk))
    createInterface({ input: stream }).on('line', (line) => {
      if (line.trim() !== '') lastLines.push(line)
      if (lastLines.length > keptLines) lastLines.shift()
      if (stream === running.stdout) order.onLine?.(line)
    })
  }
  const ended = new Promise<Ending>((settle) => {
    running.once('error', (error) => settle({ code: null, signal: null, lastLines: [error.message] }))
    running.once('close', (code, signal) => {
      closeSync(log)
      settle({ code, signal, lastLines })
    })
  })
  return {
    title: order.title,
    pid: running.pid,
    logFile: order.logFile,
    ended,
    stop: async (patienceInMs) => {
      running.kill('SIGTERM')
      const force = setTimeout(() => running.kill('SIGKILL'), patienceInMs)
      await ended
      clearTimeout(force)
    },
  }
}
