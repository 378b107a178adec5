/** A pipeline policy for the log. */
import type { PipelinePolicy } from '@azure/core-rest-pipeline'
import type { Logger } from 'pino'

/** The correlation id is what Microsoft's support asks for; the others tell how near the throttling limit is. */
const headersOfInterest = {
  correlationId: 'x-ms-correlation-request-id',
  retryAfter: 'retry-after',
  remainingReads: 'x-ms-ratelimit-remaining-subscription-reads',
  remainingWrites: 'x-ms-ratelimit-remaining-subscription-writes',
  remainingDeletes: 'x-ms-ratelimit-remaining-subscription-deletes',
} as const

/** Logs each request and its answer at debug, every try of its own. No other header and no body: they may hold tokens. */
export function logExchangePolicy(log: Logger): PipelinePolicy {
  return {
    name: 'logExchange',
    async sendRequest(request, next) {
      const asked = { method: request.method, path: new URL(request.url).pathname }
      try {
        const response = await next(request)
        const told = Object.entries(headersOfInterest).flatMap(([key, name]) => {
          const value = response.headers.get(name)
          return value ? [[key, value]] : []
        })
        log.debug({ ...asked, status: response.status, ...Object.fromEntries(told) }, 'Azure answered')
        return response
      } catch (error) {
        log.debug({ ...asked, reason: error instanceof Error ? error.message : 'unknown' }, 'Azure did not answer')
        throw error
      }
    },
  }
}
