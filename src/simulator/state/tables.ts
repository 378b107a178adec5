import { type Change, keyOf, type PeeringRow, type Rows, type TableName, tableNames } from './records.ts'
import type { EstateView } from './view.ts'

type Maps = { [T in TableName]: Map<string, Rows[T]> }

export interface Tables extends EstateView {
  apply(changes: readonly Change[]): void
  /** Every row as a change that would write it: the snapshot. */
  everything(): Change[]
  clear(): void
}

/** The rows in memory, with the few indexes that the rules need. */
export function createTables(): Tables {
  const maps: Maps = {
    tenants: new Map(),
    applications: new Map(),
    subscriptions: new Map(),
    resourceGroups: new Map(),
    networks: new Map(),
    peerings: new Map(),
    privateClouds: new Map(),
    operations: new Map(),
  }
  const byNetwork = new Map<string, Set<string>>()
  const byRemote = new Map<string, Set<string>>()
  const inFlight = new Set<string>()
  const sorted = new Map<TableName, readonly unknown[]>()

  const pick = (index: Map<string, Set<string>>, networkId: string): PeeringRow[] =>
    [...(index.get(keyOf(networkId)) ?? [])].flatMap((key) => maps.peerings.get(key) ?? [])

  function unlink(key: string): void {
    const old = maps.peerings.get(key)
    if (old === undefined) return
    byNetwork.get(keyOf(old.networkId))?.delete(key)
    byRemote.get(keyOf(old.remoteNetworkId))?.delete(key)
  }

  function write<T extends TableName>(table: T, key: string, value: Rows[T] | null): void {
    if (value === null) maps[table].delete(key)
    else maps[table].set(key, value)
    sorted.delete(table)
  }

  function applyOne(change: Change): void {
    if (change.table === 'peerings') {
      const before = maps.peerings.get(change.key)
      const moved =
        before === undefined || change.value === null || before.remoteNetworkId !== change.value.remoteNetworkId
      if (moved) unlink(change.key)
      if (moved && change.value !== null) {
        link(byNetwork, change.value.networkId, change.key)
        link(byRemote, change.value.remoteNetworkId, change.key)
      }
    }
    if (change.table === 'operations') {
      if (change.value?.status === 'InProgress') inFlight.add(change.key)
      else inFlight.delete(change.key)
    }
    write(change.table, change.key, change.value as never)
  }

  return {
    get: (table, id) => maps[table].get(keyOf(id)),
    list: <T extends TableName>(table: T) => {
      const known = sorted.get(table)
      if (known !== undefined) return known as readonly Rows[T][]
      const rows = [...maps[table].entries()].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, row]) => row)
      sorted.set(table, rows)
      return rows
    },
    peeringsOn: (networkId) => pick(byNetwork, networkId),
    peeringsTowards: (networkId) => pick(byRemote, networkId),
    operationsInFlight: () => [...inFlight].flatMap((key) => maps.operations.get(key) ?? []),
    apply: (changes) => changes.forEach(applyOne),
    everything: () =>
      tableNames.flatMap((table) =>
        [...maps[table].entries()].map(([key, value]) => ({ table, key, value }) as Change),
      ),
    clear: () => {
      for (const table of tableNames) maps[table].clear()
      byNetwork.clear()
      byRemote.clear()
      inFlight.clear()
      sorted.clear()
    },
  }
}

function link(index: Map<string, Set<string>>, networkId: string, key: string): void {
  const id = keyOf(networkId)
  const keys = index.get(id)
  if (keys === undefined) index.set(id, new Set([key]))
  else keys.add(key)
}
