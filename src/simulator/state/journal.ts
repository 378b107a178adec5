/**
 * The state on disk: one file of JSON lines, each line the changes of one write. A line that was being written when the process
 * died is cut off at the next start; its answer was never sent. At each start, and when it has grown, the file is replaced by a
 * snapshot (temporary file, fsync, rename).
 */
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod/v4'
import { type Change, tableNames } from './records.ts'

const format = { format: 'peerbot-simulator-state', version: 1 }
const rowsPerSnapshotLine = 200

/** The envelope of a line. The rows inside are as this version wrote them: the head of the file says so. */
const envelope = z.object({
  table: z.enum(tableNames),
  key: z.string(),
  value: z.record(z.string(), z.unknown()).nullable(),
})
const changesShape = z.array(z.custom<Change>((value) => envelope.safeParse(value).success))

export interface Journal {
  /** Takes the changes of one write; they are on disk once `durable()` has resolved. */
  append(changes: readonly Change[]): void
  /** Resolves when everything appended so far is on disk. Writes that wait together share one fsync. Rejects if the disk fails. */
  durable(): Promise<void>
  /** Replaces the file by these changes, at once. */
  replace(everything: readonly Change[]): Promise<void>
  /** Bytes appended since the last snapshot. */
  grownBy(): number
  close(): Promise<void>
}

/** Reads the changes of the journal in a directory, oldest first; null if there is none yet. Throws if the file is not one of ours. */
export function readJournal(directory: string): Change[] | null {
  const file = fileOf(directory)
  if (!existsSync(file)) return null
  const lines = readFileSync(file, 'utf8').split('\n')
  // What follows the last newline was never finished.
  lines.pop()
  const head = lines.shift()
  if (head === undefined || head !== JSON.stringify(format)) {
    throw new Error(`${file} is not a state file of this version of the simulated Azure. Move it away to start afresh.`)
  }
  return lines.flatMap((line, index) => {
    try {
      return changesShape.parse(JSON.parse(line))
    } catch (cause) {
      throw new Error(`Line ${index + 2} of ${file} is damaged. Move the file away to start afresh.`, { cause })
    }
  })
}

/** Opens the journal for writing, starting with a snapshot. */
export async function openJournal(directory: string, everything: readonly Change[]): Promise<Journal> {
  let handle = await startFile(directory, everything)
  let waiting: string[] = []
  let flushing: Promise<void> = Promise.resolve()
  let scheduled = false
  let grown = 0

  async function flush(): Promise<void> {
    scheduled = false
    const text = waiting.join('')
    waiting = []
    if (text === '') return
    await handle.appendFile(text)
    await handle.datasync()
    grown += text.length
  }

  const durable = (): Promise<void> => {
    if (waiting.length > 0 && !scheduled) {
      scheduled = true
      flushing = flushing.then(flush)
    }
    return flushing
  }

  return {
    append: (changes) => {
      waiting.push(`${JSON.stringify(changes)}\n`)
    },
    durable,
    replace: async (rows) => {
      // What still waits belongs to the old file: it must not be applied over the new one.
      void durable()
      flushing = flushing.then(async () => {
        const old = handle
        handle = await startFile(directory, rows)
        grown = 0
        await old.close()
      })
      return flushing
    },
    grownBy: () => grown,
    close: async () => {
      await durable()
      await handle.close()
    },
  }
}

async function startFile(directory: string, everything: readonly Change[]): Promise<FileHandle> {
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const file = fileOf(directory)
  const temporary = `${file}.new`
  const fd = openSync(temporary, 'w', 0o600)
  try {
    writeSync(fd, `${JSON.stringify(format)}\n`)
    for (let at = 0; at < everything.length; at += rowsPerSnapshotLine) {
      writeSync(fd, `${JSON.stringify(everything.slice(at, at + rowsPerSnapshotLine))}\n`)
    }
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
  renameSync(temporary, file)
  syncDirectory(directory)
  return open(file, 'a')
}

/** Makes the rename itself durable. Windows cannot open directories and needs no such step. */
function syncDirectory(directory: string): void {
  if (process.platform === 'win32') return
  const fd = openSync(directory, 'r')
  try {
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
}

const fileOf = (directory: string): string => join(directory, 'state.jsonl')
