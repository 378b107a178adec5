import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as after } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { DrawnFault, FaultInjector } from '../faults/injector.ts'
import type { Handler, HttpAnswer, HttpRequest } from './exchange.ts'
import { jsonAnswer } from './exchange.ts'
import { readRequest } from './read-request.ts'
import type { RequestLog } from './request-log.ts'

export interface ServeContext {
  scheme: 'http' | 'https'
  handle: Handler
  /** Resolves when what the handler has changed is on disk. */
  durable: () => Promise<void>
  faults: FaultInjector
  requests: RequestLog
  now: () => Date
  log: Logger
  /** Aborted when the server stops. */
  stopping: AbortSignal
}

/** Paths of the control endpoint: no faults are injected there, and they do not appear in the list of requests. */
export const isControlPath = (path: string): boolean => /^\/simulator(\/|$)/i.test(path)

/** Makes node's request listener: read, inject, handle, make durable, answer. */
export function serve(context: ServeContext): (message: IncomingMessage, response: ServerResponse) => void {
  return (message, response) => {
    exchange(context, message, response).catch((error: unknown) => {
      if (!context.stopping.aborted && !response.destroyed)
        context.log.error({ err: error, path: message.url }, 'request not answered')
      // Without an answer the client cannot take for done what may not be on disk.
      response.destroy()
    })
  }
}

async function exchange(context: ServeContext, message: IncomingMessage, response: ServerResponse): Promise<void> {
  const started = context.now()
  const request = await readRequest(message, context.scheme)
  if (request === null) {
    send(response, 'GET', jsonAnswer(400, { error: { code: 'BadRequest', message: 'The request cannot be read.' } }))
    return
  }
  const control = isControlPath(request.path)
  const fault = control ? null : context.faults.draw(request.method, request.path)
  const status = await respond(context, request, fault, response)
  const durationMs = context.now().getTime() - started.getTime()
  context.log.debug({ method: request.method, path: request.target, status, durationMs, fault: fault?.name }, 'request')
  if (control) return
  context.requests.add({
    time: started.toISOString(),
    method: request.method,
    path: request.target,
    status,
    durationMs,
    ...(fault === null ? {} : { fault: fault.name }),
  })
}

/** Answers, or does what the fault wants instead. Gives the status sent, or null. */
async function respond(
  context: ServeContext,
  request: HttpRequest,
  fault: DrawnFault | null,
  response: ServerResponse,
): Promise<number | null> {
  const effect = fault?.effect
  if (effect === undefined) return send(response, request.method, await handled(context, request))
  if ('hang' in effect) return null
  if ('reset' in effect) return cut(response)
  if ('status' in effect) {
    const { status, code, message, retryAfter } = effect
    const headers: Record<string, string> = retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) }
    return send(response, request.method, jsonAnswer(status, { error: { code, message } }, headers))
  }
  if ('delayMs' in effect) await after(effect.delayMs, undefined, { signal: context.stopping })
  const failOperation = 'failOperation' in effect ? effect.failOperation : null
  const answer = await handled(context, { ...request, failOperation })
  return 'loseResponse' in effect ? cut(response) : send(response, request.method, answer)
}

/** The answer, once everything it tells of is on disk. */
async function handled(context: ServeContext, request: HttpRequest): Promise<HttpAnswer> {
  const answer = await context.handle(request)
  await context.durable()
  return answer
}

function cut(response: ServerResponse): null {
  response.destroy()
  return null
}

function send(response: ServerResponse, method: string, answer: HttpAnswer): number {
  const bytes = Buffer.from(answer.body, 'utf8')
  const bodyless = answer.status === 204 || answer.status === 304
  response.writeHead(answer.status, {
    ...answer.headers,
    ...(bodyless ? {} : { 'Content-Length': String(bytes.length) }),
  })
  response.end(bodyless || method === 'HEAD' ? undefined : bytes)
  return answer.status
}
