import type { IncomingMessage } from 'node:http'
import type { HttpRequest } from './exchange.ts'

/** No body of ARM that a client of this simulator sends comes near this. */
const largestBody = 4 * 1024 * 1024

/** Hosts that a request may name: letters, digits, dots, dashes, a port, an IPv6 literal. */
const hostPattern = /^(\[[0-9a-f:]+\]|[\w.-]+)(:\d+)?$/i

/** Reads a request to its end; null if it is no request that can be answered (body too large, impossible host). */
export async function readRequest(message: IncomingMessage, scheme: 'http' | 'https'): Promise<HttpRequest | null> {
  const host = message.headers.host ?? ''
  if (!hostPattern.test(host)) return null
  const target = message.url ?? '/'
  const at = target.indexOf('?')
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of message) {
    const part = Buffer.from(chunk)
    length += part.length
    if (length > largestBody) return null
    chunks.push(part)
  }
  return {
    method: (message.method ?? 'GET').toUpperCase(),
    origin: `${scheme}://${host}`,
    path: at < 0 ? target : target.slice(0, at),
    query: queryOf(at < 0 ? '' : target.slice(at + 1)),
    target,
    headers: headersOf(message),
    body: Buffer.concat(chunks).toString('utf8'),
    failOperation: null,
  }
}

/** ARM reads the names of query parameters without regard to case; the first of several wins. */
function queryOf(text: string): Map<string, string> {
  const query = new Map<string, string>()
  for (const [name, value] of new URLSearchParams(text)) {
    if (!query.has(name.toLowerCase())) query.set(name.toLowerCase(), value)
  }
  return query
}

function headersOf(message: IncomingMessage): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(message.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  )
}
