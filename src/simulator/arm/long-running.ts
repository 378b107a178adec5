import type { OperationRow } from '../state/records.ts'
import type { ArmCall, ArmContext, ArmReply } from './context.ts'

/**
 * The headers that lead to an operation: Azure-AsyncOperation on every accepted write, Location on DELETE only; the api-version is
 * the request's, the region that of the VNet written (recorded by azure-cli, 2022). Retry-After is inferred from its 10 s polls.
 */
export function operationHeaders(
  call: ArmCall,
  context: ArmContext,
  operation: OperationRow,
  withLocation: boolean,
): Record<string, string> {
  const at = (kind: string) =>
    `${call.origin}/subscriptions/${operation.subscriptionId}/providers/Microsoft.Network/locations/${operation.location}/${kind}/${operation.id}?api-version=${call.apiVersion}`
  return {
    'Azure-AsyncOperation': at('operations'),
    ...(withLocation ? { Location: at('operationResults') } : {}),
    'Retry-After': String(context.settings.retryAfterSeconds),
  }
}

const notFound = (id: string): ArmReply => ({
  status: 404,
  body: { error: { code: 'NotFound', message: `Operation ${id} not found.`, details: [] } },
})

/** GET …/operations/{id}: the bodies are recorded, but for Failed, which follows Azure/ResourceModules#731. */
export function pollOperation(call: ArmCall, context: ArmContext): ArmReply {
  const operation = find(call, context)
  if (operation === undefined) return notFound(call.params.operationId ?? '')
  if (operation.status === 'InProgress') {
    return { status: 200, body: { status: 'InProgress' }, headers: retryAfter(context) }
  }
  if (operation.failure === null) return { status: 200, body: { status: 'Succeeded' } }
  return { status: 200, body: { status: 'Failed', error: { ...operation.failure, details: [] } } }
}

/** GET …/operationResults/{id}: 202 while it runs, then 204. */
export function operationResult(call: ArmCall, context: ArmContext): ArmReply {
  const operation = find(call, context)
  if (operation === undefined) return notFound(call.params.operationId ?? '')
  if (operation.status === 'InProgress') {
    return {
      status: 202,
      headers: { ...retryAfter(context), Location: `${call.origin}${call.path}?api-version=${call.apiVersion}` },
    }
  }
  if (operation.failure === null) return { status: 204 }
  return { status: 400, body: { error: { ...operation.failure, details: [] } } }
}

function find(call: ArmCall, context: ArmContext): OperationRow | undefined {
  const operation = context.store.view.get('operations', call.params.operationId ?? '')
  return operation?.subscriptionId.toLowerCase() === call.params.subscriptionId?.toLowerCase() ? operation : undefined
}

const retryAfter = (context: ArmContext): Record<string, string> => ({
  'Retry-After': String(context.settings.retryAfterSeconds),
})
