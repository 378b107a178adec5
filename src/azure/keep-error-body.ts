/** A pipeline policy that keeps what Azure says about an error. */
import { type PipelinePolicy, type PipelineResponse, RestError } from '@azure/core-rest-pipeline'
import { z } from 'zod/v4'
import { armErrorInText } from './arm-error.ts'
import { jsonOrNull } from './json-or-null.ts'

const operationSchema = z.object({ status: z.string() })
const addressOfOperation = /\/(operations|operationStatuses|operationResults)\//i

/**
 * Throws a `RestError` with the whole answer, for two kinds of answers that the SDKs make too little of. An error in
 * answer to a write or a poll: arm-network 39 drops the body's `details`, where Microsoft.Network says which lock it
 * is. "200, but the operation has failed": core-lro 3.3 throws a plain Error without code. 401 is left to the SDK,
 * which may have to answer a challenge.
 */
export function keepErrorBodyPolicy(): PipelinePolicy {
  return {
    name: 'keepErrorBody',
    async sendRequest(request, next) {
      const response = await next(request)
      if (response.status === 401) return response
      const failed = response.status >= 400 ? `Http${response.status}` : failureOfOperation(response)
      if (!failed) return response
      const arm = armErrorInText(response.bodyAsText)
      throw new RestError(arm?.message ?? failed, {
        code: arm?.code ?? failed,
        ...(response.status >= 400 ? { statusCode: response.status } : {}),
        request,
        response,
      })
    },
  }
}

/** As core-lro reads the end of an operation: anything that says fail, and both spellings of cancelled. */
function failureOfOperation({ request, bodyAsText }: PipelineResponse): string | null {
  if (request.method !== 'GET' || !addressOfOperation.test(new URL(request.url).pathname)) return null
  const operation = operationSchema.safeParse(jsonOrNull(bodyAsText))
  if (!operation.success) return null
  if (/fail/i.test(operation.data.status)) return 'OperationFailed'
  return /^cancell?ed$/i.test(operation.data.status) ? 'OperationCanceled' : null
}
