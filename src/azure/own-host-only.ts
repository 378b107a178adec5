/** A pipeline policy that keeps tokens at home. */
import type { PipelinePolicy } from '@azure/core-rest-pipeline'
import { AzureFault } from '../peering/azure-fault.ts'

/**
 * Refuses requests to any other host than Azure's (or a region of it, `REGION.management.azure.com`). The addresses of
 * next pages and operations come from answers and from the database, and a token goes with each request.
 */
export function ownHostOnlyPolicy(endpoint: string): PipelinePolicy {
  const { host } = new URL(endpoint)
  return {
    name: 'ownHostOnly',
    async sendRequest(request, next) {
      const target = new URL(request.url)
      if (target.protocol === 'https:' && (target.host === host || target.host.endsWith(`.${host}`)))
        return next(request)
      throw new AzureFault({
        code: 'ForeignHost',
        message: `Not sent to ${target.origin}: Azure is at ${endpoint}`,
        faultClass: 'give-up',
      })
    },
  }
}
