/** A pipeline policy against requests that hang: the SDKs wait for ever by default. */
import { type PipelinePolicy, RestError } from '@azure/core-rest-pipeline'

/**
 * Gives up a try after `timeoutMs`, as an ETIMEDOUT, which reads try again. An abort of the caller's own passes as it
 * is. (The pipeline's own `timeout` makes both look alike, and leaves its timer running after an abort.)
 */
export function answerInTimePolicy(timeoutMs: number): PipelinePolicy {
  return {
    name: 'answerInTime',
    async sendRequest(request, next) {
      const asked = request.abortSignal
      const limit = new AbortController()
      const passOn = () => limit.abort()
      let late = false
      const timer = setTimeout(() => {
        late = true
        limit.abort()
      }, timeoutMs)
      asked?.addEventListener('abort', passOn)
      if (asked?.aborted) passOn()
      request.abortSignal = limit.signal
      try {
        return await next(request)
      } catch (error) {
        if (!late || asked?.aborted) throw error
        throw new RestError(`No answer within ${timeoutMs} ms`, { code: 'ETIMEDOUT', request })
      } finally {
        clearTimeout(timer)
        asked?.removeEventListener('abort', passOn)
        if (asked) request.abortSignal = asked
        else delete request.abortSignal
      }
    },
  }
}
