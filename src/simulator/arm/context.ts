import type { Principal } from '../identity/authenticate.ts'
import type { SigningKey } from '../identity/signing-key.ts'
import type { NetworkSettings } from '../network/rules.ts'
import type { Store } from '../state/store.ts'
import type { TokenBuckets } from './token-buckets.ts'

/** What ARM's handlers work with. */
export interface ArmContext {
  store: Store
  key: SigningKey
  buckets: TokenBuckets
  now: () => Date
  newId: () => string
  settings: ArmSettings
}

export interface ArmSettings extends NetworkSettings {
  /** Items per page of a list. */
  pageSize: number
  /** False: the token buckets are counted and shown in the headers, but an empty one refuses nothing. */
  throttling: boolean
}

/** One call of ARM, authenticated and routed. */
export interface ArmCall {
  params: Readonly<Record<string, string>>
  apiVersion: string
  principal: Principal
  origin: string
  path: string
  query: ReadonlyMap<string, string>
  /** Parsed JSON of the body; undefined where there is none. */
  body: unknown
  ifMatch: string | undefined
  failOperation: { code: string; message: string } | null
}

/** The answer of a handler; errors are answered as `ArmError`. */
export interface ArmReply {
  status: number
  body?: unknown
  headers?: Record<string, string>
}
