/** From whatever the Azure SDKs throw to an `AzureFault`. */
import { isRestError, type RestError } from '@azure/core-rest-pipeline'
import { AzureFault, type FaultClass } from '../peering/azure-fault.ts'
import { armErrorInText } from './arm-error.ts'
import { classifyIdentityFault } from './classify-identity-fault.ts'
import { classOfCode, classOfStatus } from './fault-table.ts'
import { retryAfterInMessage, retryAfterMs } from './retry-after.ts'

/**
 * The fault in an error, or null if it is none of Azure's: an abort of the caller's own, or a mistake of ours.
 * Meant for `throw classifyFault(error) ?? error`.
 */
export function classifyFault(error: unknown): AzureFault | null {
  if (error instanceof AzureFault) return error
  if (!(error instanceof Error) || error.name === 'AbortError') return null
  if (isRestError(error)) return ofAnswer(error)
  return classifyIdentityFault(error) ?? ofOperation(error) ?? ofNetwork(error)
}

function ofAnswer(error: RestError): AzureFault {
  const arm = armErrorInText(error.response?.bodyAsText)
  const status = error.statusCode ?? null
  const code = arm?.code ?? error.code ?? (status === null ? 'UnexpectedAnswer' : `Http${status}`)
  const reason = arm?.message ?? error.message
  return new AzureFault({
    code,
    message: `${requestOf(error)}${status === null ? '' : `${status} `}${code}: ${reason}`,
    faultClass: classOf(code, status),
    status,
    retryAfterMs: (error.response ? retryAfterMs(error.response.headers) : null) ?? retryAfterInMessage(reason),
    cause: error,
  })
}

function classOf(code: string, status: number | null): FaultClass {
  return classOfCode.get(code) ?? classOfStatus(status)
}

/** `PUT /subscriptions/…: `, without the query. */
function requestOf(error: RestError): string {
  const { request } = error
  return request && URL.canParse(request.url) ? `${request.method} ${new URL(request.url).pathname}: ` : ''
}

/**
 * What core-lro (3.3) throws when an operation has failed: a plain Error, its message made of the code and the message
 * in the body, if there were any. Only for operations without an address of their own: the others are caught earlier,
 * body and all, by `keep-error-body.ts`.
 */
function ofOperation(error: Error): AzureFault | null {
  if (error.message === 'Operation was canceled') return operationFault('OperationCanceled', error)
  const [failed, code] = /^The long-running operation has failed(?:\. (\w+)\. .*)?$/s.exec(error.message) ?? []
  return failed ? operationFault(code ?? 'OperationFailed', error) : null
}

function operationFault(code: string, cause: Error): AzureFault {
  return new AzureFault({ code, message: cause.message, faultClass: classOf(code, null), cause })
}

/** An error of Node's network layer that did not come through the SDK's pipeline. */
function ofNetwork(error: Error): AzureFault | null {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null
  const faultClass = code && classOfCode.get(code)
  return code && faultClass ? new AzureFault({ code, message: error.message, faultClass, cause: error }) : null
}
