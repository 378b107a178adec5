/** A credential that does not hang. */
import { RestError } from '@azure/core-rest-pipeline'
import type { TokenCredential } from '@azure/identity'

/**
 * Gives up a token after `timeoutMs`, as an ETIMEDOUT: a managed identity waits for ever by itself. An abort is not
 * passed on: the SDK shares one token request among all that wait for it, and one caller's abort would be everybody's.
 * A request that was aborted meanwhile is not sent.
 */
export function tokenInTime(credential: TokenCredential, timeoutMs: number): TokenCredential {
  return {
    async getToken(scopes, { abortSignal: _, ...options } = {}) {
      let timer: NodeJS.Timeout | undefined
      const late = new Promise<never>((_resolve, reject) => {
        timer = setTimeout(
          () => reject(new RestError(`No token within ${timeoutMs} ms`, { code: 'ETIMEDOUT' })),
          timeoutMs,
        )
      })
      try {
        return await Promise.race([credential.getToken(scopes, options), late])
      } finally {
        clearTimeout(timer)
      }
    },
  }
}
