/** The HTTP server: activities, health, metrics. What they mean is handed in. */
import type { Logger } from 'pino'
import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client'
import restify, { type Next, type Request, type Response } from 'restify'

export interface ServerParts {
  receive(authorization: string, body: unknown): Promise<{ status: number; body: unknown }>
  /** Null: ready; else why not. */
  notReady(): Promise<string | null>
  log: Logger
}

export interface RunningServer {
  port: number
  close(): Promise<void>
}

/** Teams sends far less (its own limit for a message is 100 KB). */
const largestBody = 256 * 1024

/** Listens on `host`; rejects if the port is taken. */
export async function startServer(parts: ServerParts, host: string, port: number): Promise<RunningServer> {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'peerbot_' })
  const activities = new Counter({
    name: 'peerbot_activities_total',
    help: 'Activities received, by HTTP status of the answer.',
    labelNames: ['status'],
    registers: [registry],
  })
  const answered = new Histogram({
    name: 'peerbot_activity_seconds',
    help: 'From an activity to its HTTP answer.',
    registers: [registry],
  })

  const server = restify.createServer({ name: 'peerbot', ignoreTrailingSlash: true })
  // restify would put the message of an error of ours into the body.
  server.on(
    'restifyError',
    (request: Request, response: Response, error: { statusCode?: number }, done: () => void) => {
      const status = error.statusCode && error.statusCode < 500 ? error.statusCode : 500
      parts.log.warn({ err: error, path: request.path() }, 'request refused')
      response.send(status, { error: status === 500 ? 'Internal error' : 'Bad request' })
      done()
    },
  )
  server.use(restify.plugins.bodyParser({ maxBodySize: largestBody, mapParams: false }))

  server.post('/api/messages', async (request: Request, response: Response) => {
    const stop = answered.startTimer()
    const { status, body } = await parts.receive(request.header('authorization', ''), request.body)
    stop()
    activities.inc({ status: String(status) })
    if (body === undefined) response.send(status)
    else response.json(status, body)
  })
  // Some clients ask whether there is a bot before they send anything.
  server.head('/api/messages', (_request: Request, response: Response, next: Next) => {
    response.send(200)
    next()
  })
  server.get('/healthz', (_request: Request, response: Response, next: Next) => {
    response.json(200, { status: 'alive' })
    next()
  })
  server.get('/readyz', async (_request: Request, response: Response) => {
    const why = await parts.notReady()
    response.json(why ? 503 : 200, why ? { status: 'not ready', why } : { status: 'ready' })
  })
  server.get('/metrics', async (_request: Request, response: Response) => {
    response.sendRaw(200, await registry.metrics(), { 'content-type': registry.contentType })
  })

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => resolve())
  })
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
