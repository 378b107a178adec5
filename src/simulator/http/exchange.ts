/** One request as the simulator's handlers see it: parsed once, free of node's streams. */
export interface HttpRequest {
  method: string
  /** `https://HOST:PORT`, as the client wrote it: absolute addresses in answers start with it. */
  origin: string
  path: string
  query: ReadonlyMap<string, string>
  /** Path and query as they came. */
  target: string
  headers: Readonly<Record<string, string | undefined>>
  body: string
  /** From an injected fault: accept the write and let its operation fail. */
  failOperation: { code: string; message: string } | null
}

export interface HttpAnswer {
  status: number
  headers: Record<string, string>
  body: string
}

export type Handler = (request: HttpRequest) => HttpAnswer | Promise<HttpAnswer>

export const jsonAnswer = (status: number, value: unknown, headers: Record<string, string> = {}): HttpAnswer => ({
  status,
  headers: { 'Content-Type': 'application/json; charset=utf-8', ...headers },
  body: JSON.stringify(value),
})

export const emptyAnswer = (status: number, headers: Record<string, string> = {}): HttpAnswer => ({
  status,
  headers,
  body: '',
})
