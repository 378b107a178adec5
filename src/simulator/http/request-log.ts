/** One request as the control endpoint lists it. `status` is null where the connection was cut or is still held. */
export interface LoggedRequest {
  time: string
  method: string
  /** With its query. */
  path: string
  status: number | null
  durationMs: number
  /** The name of the fault that was injected, if one was. */
  fault?: string
}

export interface RequestLog {
  add(request: LoggedRequest): void
  /** Oldest first. */
  list(): readonly LoggedRequest[]
  clear(): void
}

/** Keeps the last `size` requests, in memory. */
export function createRequestLog(size: number): RequestLog {
  const entries: LoggedRequest[] = []
  return {
    add: (request) => {
      entries.push(request)
      if (entries.length > size) entries.splice(0, entries.length - size)
    },
    list: () => [...entries],
    clear: () => {
      entries.length = 0
    },
  }
}
