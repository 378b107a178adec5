/** Tells one process from a later one that got the same number. */
import { execFileSync } from 'node:child_process'
import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'
import { errorCode } from './error-code.ts'

/**
 * Where process numbers mean the same: this boot of this machine and, in containers, this process namespace.
 * Two containers that share a volume both have a process 1 and cannot see each other's.
 */
export function processWorld(): string {
  if (process.platform !== 'linux') return hostname()
  const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
  return `${boot} ${readlinkSync('/proc/self/ns/pid')}`
}

/** When a process started, in the words of the operating system; null if there is none of that number. */
export function processStart(pid: number): string | null {
  if (!isAlive(pid)) return null
  try {
    if (process.platform === 'linux') return linuxStart(pid)
    if (process.platform === 'darwin') return macStart(pid)
  } catch {
    // It ended meanwhile.
    return null
  }
  return 'unknown'
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: it is there, and somebody else's.
    return errorCode(error) === 'EPERM'
  }
}

/** Field 22 of /proc/PID/stat (man 5 proc): clock ticks after boot. The name before it may hold blanks and brackets. */
function linuxStart(pid: number): string | null {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  // A zombie has died and is only not yet waited for by its parent.
  return fields[0] === 'Z' ? null : (fields[19] ?? null)
}

function macStart(pid: number): string {
  return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim()
}
