/** Errors of @azure/identity (and of MSAL below it): no token could be had. */
import { AzureFault } from '../peering/azure-fault.ts'
import { classOfCode, classOfStatus } from './fault-table.ts'

const names: ReadonlySet<string> = new Set([
  'AuthenticationError',
  'AuthenticationRequiredError',
  'AggregateAuthenticationError',
  'CredentialUnavailableError',
])

/**
 * The fault in an error of @azure/identity, or null if it is none of its. Retried only if what is behind it passes by
 * itself: an identity endpoint that was not reached, was busy or had trouble of its own. `code` is the error's name.
 */
export function classifyIdentityFault(error: Error): AzureFault | null {
  if (!names.has(error.name)) return null
  const transient = [...behind(error)].some(passes)
  return new AzureFault({
    code: error.name,
    message: `No token: ${error.message}`,
    faultClass: transient ? 'retry' : 'give-up',
    status: 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : null,
    cause: error,
  })
}

/** The error, what caused it, and in a chain of credentials the errors of each. */
function* behind(error: unknown): Generator<Error> {
  if (!(error instanceof Error)) return
  yield error
  yield* behind(error.cause)
  if ('errors' in error && Array.isArray(error.errors)) for (const one of error.errors) yield* behind(one)
}

/** MSAL names an endpoint that it did not reach `network_error`, and keeps the HTTP status in `status`. */
function passes(error: Error): boolean {
  const code = 'errorCode' in error ? error.errorCode : 'code' in error ? error.code : null
  if (code === 'network_error' || (typeof code === 'string' && classOfCode.get(code) === 'retry')) return true
  const status = 'statusCode' in error ? error.statusCode : 'status' in error ? error.status : null
  return typeof status === 'number' && classOfStatus(status) === 'retry'
}
