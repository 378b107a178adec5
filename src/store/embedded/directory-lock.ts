/**
 * One process per data directory. PGlite takes no lock of its own, and two processes on one directory
 * silently lose rows that both have been told are stored.
 */
import { randomUUID } from 'node:crypto'
import { closeSync, futimesSync, openSync, readFileSync, renameSync, rmSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod/v4'
import { errorCode } from './error-code.ts'
import { processStart, processWorld } from './process-identity.ts'

const ownerSchema = z.object({ id: z.string(), pid: z.number().int(), started: z.string(), world: z.string() })
type Owner = z.infer<typeof ownerSchema>

const refreshMs = 3_000
/** After so long without a sign of life an owner whom we cannot see (another container) counts as gone. */
const silenceMs = 20_000

export class DirectoryInUse extends Error {
  constructor(directory: string, by: string) {
    super(
      `The data directory ${directory} is in use by ${by}. Stop that one first, or give this one another directory.`,
    )
    this.name = 'DirectoryInUse'
  }
}

/** Takes the lock and gives the function that releases it. Throws `DirectoryInUse`. */
export function lockDirectory(directory: string): () => void {
  const path = join(directory, 'lock')
  const me = { id: randomUUID(), pid: process.pid, started: processStart(process.pid) ?? '', world: processWorld() }

  const descriptor = create(path, me) ?? replaceAbandoned(directory, path, me)
  const refresh = setInterval(() => futimesSync(descriptor, new Date(), new Date()), refreshMs).unref()

  return () => {
    clearInterval(refresh)
    closeSync(descriptor)
    if (readOwner(path)?.id === me.id) rmSync(path, { force: true })
  }
}

/** Null if there is a lock already. */
function create(path: string, me: Owner): number | null {
  try {
    const descriptor = openSync(path, 'wx', 0o600)
    writeSync(descriptor, JSON.stringify(me))
    return descriptor
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return null
    throw error
  }
}

function replaceAbandoned(directory: string, path: string, me: Owner): number {
  const owner = readOwner(path)
  const holder = whoHolds(path, owner, me.world)
  if (holder !== null) throw new DirectoryInUse(directory, holder)

  // Moved aside rather than deleted: of two that find it abandoned, only one moves this very file.
  const aside = `${path}.${me.id}`
  try {
    renameSync(path, aside)
  } catch {
    throw new DirectoryInUse(directory, 'a process that is starting at this moment')
  }
  if (readOwner(aside)?.id !== owner?.id) {
    renameSync(aside, path)
    throw new DirectoryInUse(directory, 'a process that is starting at this moment')
  }
  rmSync(aside)
  const descriptor = create(path, me)
  if (descriptor === null) throw new DirectoryInUse(directory, 'a process that is starting at this moment')
  return descriptor
}

/** Words for the living owner, or null if it is gone. */
function whoHolds(path: string, owner: Owner | null, world: string): string | null {
  if (owner !== null && owner.world === world) {
    return processStart(owner.pid) === owner.started ? `the running process ${owner.pid}` : null
  }
  // Just being written, or from where process numbers are not ours: only its sign of life can tell.
  const silentMs = Date.now() - statSync(path).mtimeMs
  if (silentMs > silenceMs) return null
  const seconds = Math.ceil((silenceMs - silentMs) / 1000)
  return `a process on another machine or in another container (if it is gone, this can be tried again in ${seconds} s)`
}

function readOwner(path: string): Owner | null {
  try {
    return ownerSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return null
  }
}
