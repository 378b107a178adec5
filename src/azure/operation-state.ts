/** What is stored of an operation that Azure has accepted, so that another process finds it again. */
import { z } from 'zod/v4'
import { AzureFault } from '../peering/azure-fault.ts'

const stateSchema = z.object({
  version: z.literal(1),
  kind: z.enum(['put', 'delete']),
  networkId: z.string(),
  peeringName: z.string(),
  /** The poller as core-lro serializes it; null = the operation had ended when it was accepted. */
  poller: z.string().nullable(),
})
export type OperationState = Omit<z.infer<typeof stateSchema>, 'version'>

export function writeState(state: OperationState): string {
  return JSON.stringify({ version: 1, ...state })
}

/** Throws `AzureFault` (give-up) if the text is no state of an operation. */
export function readState(text: string): OperationState {
  try {
    return stateSchema.parse(JSON.parse(text))
  } catch (cause) {
    throw new AzureFault({
      code: 'UnreadableOperation',
      message: 'The stored state of an operation is not readable',
      faultClass: 'give-up',
      cause,
    })
  }
}
