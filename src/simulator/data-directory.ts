import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { z } from 'zod/v4'

const lockShape = z.object({ pid: z.number(), port: z.number() })

/** Makes the directory, for its owner only. */
export function prepareDataDirectory(directory: string): void {
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  if (process.platform !== 'win32') chmodSync(directory, 0o700)
}

/**
 * Takes the directory for this process, which listens on `port`. Another simulator has it if the process named in the lock lives
 * and its port answers: a process id alone may have been given to somebody else since, even to this process. Throws an Error that says who has it.
 * Gives the release.
 */
export async function lockDataDirectory(directory: string, port: number): Promise<() => void> {
  const file = join(directory, 'lock.json')
  const holder = readLock(file)
  const other = holder !== null && holder.pid !== process.pid && holder.port !== port
  if (other && isAlive(holder.pid) && (await answers(holder.port))) {
    throw new Error(
      `Another simulated Azure (process ${holder.pid}, port ${holder.port}) uses ${directory}. Stop it, or set SIMULATOR_DATA_DIR to another directory.`,
    )
  }
  writeFileSync(file, JSON.stringify({ pid: process.pid, port }), { mode: 0o600 })
  return () => rmSync(file, { force: true })
}

function readLock(file: string): z.infer<typeof lockShape> | null {
  if (!existsSync(file)) return null
  try {
    return lockShape.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data ?? null
  } catch {
    return null
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', timeout: 2000 })
    const end = (answered: boolean) => {
      socket.destroy()
      resolve(answered)
    }
    socket.once('connect', () => end(true))
    socket.once('error', () => end(false))
    socket.once('timeout', () => end(true))
  })
}
