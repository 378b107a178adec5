/** The embedded database: PostgreSQL as WebAssembly (PGlite), in this process, on one directory. */
import { chmodSync, existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { lockDirectory } from './directory-lock.ts'
import { DurableNodeFs, durableStartParameters, syncTree } from './durable-node-fs.ts'

export interface EmbeddedDatabase {
  pglite: PGlite
  /** Gives the directory free for the next process. Call it when PGlite is closed. */
  unlock(): void
}

/**
 * Opens the database in a directory, which is made if it is not there and readable by its owner alone.
 * Throws `DirectoryInUse` if another process has it. `fsync` is `fs.fsyncSync` outside of tests.
 */
export async function openEmbedded(directory: string, fsync?: (descriptor: number) => void): Promise<EmbeddedDatabase> {
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  chmodSync(directory, 0o700)
  const unlock = lockDirectory(directory)
  try {
    const data = join(directory, 'postgres')
    const isNew = !existsSync(join(data, 'PG_VERSION'))
    const pglite = await PGlite.create({
      fs: new DurableNodeFs(data, fsync),
      startParams: durableStartParameters,
    })
    if (isNew) {
      await pglite.exec('checkpoint')
      syncTree(data)
    }
    return { pglite, unlock }
  } catch (error) {
    unlock()
    throw error
  }
}
