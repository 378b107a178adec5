import { openJournal, readJournal } from './journal.ts'
import type { Change } from './records.ts'
import { createTables } from './tables.ts'
import type { EstateView } from './view.ts'

/** A new snapshot is due when the journal has grown by this much. */
const snapshotAfterBytes = 32 * 1024 * 1024

export interface Store {
  view: EstateView
  /** Applies the changes of one write. No answer that depends on it may be sent before `durable()` has resolved. */
  commit(changes: readonly Change[]): void
  durable(): Promise<void>
  /** Forgets everything and starts again from these rows. */
  reset(seed: readonly Change[]): Promise<void>
  close(): Promise<void>
}

/** Opens the state kept in a directory; at the first start it is made from `seed()`. */
export async function openStore(directory: string, seed: () => readonly Change[]): Promise<Store> {
  const tables = createTables()
  tables.apply(readJournal(directory) ?? seed())
  const journal = await openJournal(directory, tables.everything())
  let replacing = false

  return {
    view: tables,
    commit: (changes) => {
      if (changes.length === 0) return
      tables.apply(changes)
      journal.append(changes)
    },
    durable: async () => {
      await journal.durable()
      if (journal.grownBy() < snapshotAfterBytes || replacing) return
      replacing = true
      await journal.replace(tables.everything()).finally(() => {
        replacing = false
      })
    },
    reset: async (rows) => {
      tables.clear()
      tables.apply(rows)
      await journal.replace(tables.everything())
    },
    close: () => journal.close(),
  }
}
