/** An https server that plays ARM from a script, and a managed identity beside it: for answers the simulator never gives. */
import { createServer as createHttpServer, type Server } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { AddressInfo } from 'node:net'

export interface Asked {
  method: string
  /** Path and query. */
  url: string
  authorization: string | undefined
  body: unknown
}

/** `hang` = never answered. `{origin}` in headers and bodies becomes the address of the server. */
export interface Answer {
  status: number
  headers?: Record<string, string>
  body?: unknown
  hang?: boolean
}

export interface ScriptedArm {
  endpoint: string
  identity: string
  /** Every request so far, in order. */
  asked: Asked[]
  stop(): Promise<void>
}

/** `script` answers the n-th (from 0) request of its kind, `METHOD /path` without the query. */
export async function startScriptedArm(
  tls: { key: string; cert: string },
  script: (request: Asked, nth: number) => Answer,
): Promise<ScriptedArm> {
  const asked: Asked[] = []
  const times = new Map<string, number>()
  const arm = createHttpsServer(tls, async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const text = Buffer.concat(chunks).toString()
    const { method = '', url = '' } = request
    const one = { method, url, authorization: request.headers.authorization, body: text ? JSON.parse(text) : null }
    asked.push(one)
    const kind = `${method} ${url.split('?')[0]}`
    const nth = times.get(kind) ?? 0
    times.set(kind, nth + 1)
    const answer = script(one, nth)
    if (answer.hang) return
    const origin = `https://${request.headers.host}`
    const headers = Object.entries(answer.headers ?? {}).map(([name, value]) => [
      name,
      value.replace('{origin}', origin),
    ])
    response.writeHead(answer.status, { 'content-type': 'application/json', ...Object.fromEntries(headers) })
    response.end(answer.body === undefined ? '' : JSON.stringify(answer.body).replaceAll('{origin}', origin))
  })
  const identity = createHttpServer((_, response) => {
    const expires = Math.floor(Date.now() / 1000) + 3600
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ access_token: 'secret-token', expires_on: `${expires}`, token_type: 'Bearer' }))
  })
  return {
    endpoint: `https://127.0.0.1:${await listen(arm)}`,
    identity: `http://127.0.0.1:${await listen(identity)}/msi/token`,
    asked,
    stop: async () => {
      await Promise.all([arm, identity].map(close))
    },
  }
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
}
