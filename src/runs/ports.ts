import type { PeeringFlags, ResourceId } from '../peering/model.ts'

/** What a run writes to Azure. `src/azure` implements it. */
export interface AzureWriter {
  /**
   * Begins one PUT of a peering and returns when ARM has accepted it. Throws `AzureFault`.
   * Sent without SDK retries: what may be sent again is decided by the run, under its leases.
   */
  beginPut(write: PeeringWrite, options: WriteOptions): Promise<AzureOperation>
  /** Begins the removal of one peering; one that is not there counts as removed. Throws `AzureFault`. */
  beginDelete(target: PeeringTarget, options: WriteOptions): Promise<AzureOperation>
  /** Takes up an operation again from its `state`, e.g. after a restart. Throws `AzureFault`. */
  resume(state: string, options: WriteOptions): Promise<AzureOperation>
}

export interface PeeringTarget {
  networkId: ResourceId
  peeringName: string
}

export interface PeeringWrite extends PeeringTarget {
  remoteNetworkId: ResourceId
  flags: PeeringFlags
  /** true = syncRemoteAddressSpace=true: this side learns the other's present address space. */
  syncRemoteAddressSpace: boolean
}

/** A long-running operation that Azure has accepted. */
export interface AzureOperation {
  /** Opaque, to be stored: with it another process finds the operation again. */
  state: string
  /** Waits for the end; honours Retry-After. Throws `AzureFault` if the operation failed. */
  finish(options: WriteOptions): Promise<void>
}

export interface WriteOptions {
  signal: AbortSignal
}

/** One write at a time per VNet in the whole installation. `src/store` implements it. */
export interface Leases {
  /** All of the networks or none. False: another holder has one of them. */
  take(networkIds: readonly ResourceId[], holder: string, now: Date, forMs: number): Promise<boolean>
  /** False: it was lost (expired and taken by another). */
  renew(holder: string, now: Date, forMs: number): Promise<boolean>
  release(holder: string): Promise<void>
}

/** What a run remembers of each connection, so that any process can go on with it. `src/store` implements it. */
export interface StepBook {
  find(request: number, connection: number): Promise<Step | null>
  save(step: Step): Promise<void>
}

/** One connection of a run. Committed before the first write, and around each one after. */
export interface Step {
  request: number
  connection: number
  /**
   * The peerings that this run has set out to make where it saw none, by name; noted before the write is sent.
   * Only these may ever be taken away again.
   */
  made: { a: string | null; b: string | null }
  /** The write in flight: its place in the plan's writes (or a sync of the proof), and the operation's state once accepted. */
  inFlight: { write: string; operation: string | null } | null
}
