/**
 * Makes the embedded database durable. PGlite 0.5.16 never calls fsync by itself: it starts PostgreSQL with `-F`
 * (fsync off), and emscripten's NODEFS has no `fsync` operation, so that asking for one does nothing.
 * Both are put right here. NODEFS is an internal of PGlite: its version is pinned, and a test counts the calls.
 */
import { closeSync, fsyncSync, openSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { NodeFS } from '@electric-sql/pglite/nodefs'
import { z } from 'zod/v4'

type Init = NodeFS['init']

const streamSchema = z.object({ nfd: z.number().int() })
const streamOperationsSchema = z.custom<object>((value) => typeof value === 'object' && value !== null)

/** PGlite's NodeFS whose fsync reaches the disk. `fsync` is `fs.fsyncSync` outside of tests. */
export class DurableNodeFs extends NodeFS {
  readonly #fsync: (descriptor: number) => void

  constructor(directory: string, fsync: (descriptor: number) => void = fsyncSync) {
    super(directory)
    this.#fsync = fsync
  }

  override async init(...[pglite, options]: Parameters<Init>): ReturnType<Init> {
    const { emscriptenOpts } = await super.init(pglite, options)
    const hook = (module: { NODEFS: object }): void => {
      const operations = streamOperationsSchema.parse(Reflect.get(module.NODEFS, 'stream_ops'))
      Reflect.set(operations, 'fsync', (stream: unknown) => {
        this.#fsync(streamSchema.parse(stream).nfd)
        return 0
      })
    }
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun ?? []), hook] } }
  }
}

/**
 * PGlite's own start parameters with fsync on. `wal_sync_method=fsync`: of the ways to sync the log,
 * only plain fsync reaches the operation that is added above.
 */
export const durableStartParameters: string[] = [
  ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
  '-c',
  'wal_sync_method=fsync',
]

/** Syncs everything below a directory once: what `initdb` has written was never synced by anybody. */
export function syncTree(directory: string): void {
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name)
    if (entry.isDirectory()) syncTree(path)
    else if (entry.isFile()) syncPath(path)
  }
  // Windows cannot open a directory; NTFS logs its own metadata.
  if (process.platform !== 'win32') syncPath(directory)
}

function syncPath(path: string): void {
  // 'r+' for files, as Windows syncs only what is open for writing.
  const descriptor = openSync(path, process.platform === 'win32' ? 'r+' : 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
