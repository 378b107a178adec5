/** An error as ARM puts it on the wire: `{"error":{"code","message"[,"details"]}}`. */
export interface ArmError {
  status: number
  code: string
  message: string
  /** Microsoft.Network adds `details` (mostly empty) to its errors; ARM's own front door does not. */
  details?: readonly { code: string; message: string }[]
  headers?: Readonly<Record<string, string>>
}

/** The result of a rule: what was asked for, or the error to answer. */
export type Outcome<T> = { ok: true; value: T } | { ok: false; error: ArmError }

export const done = <T>(value: T): Outcome<T> => ({ ok: true, value })
export const refused = (error: ArmError): { ok: false; error: ArmError } => ({ ok: false, error })

export const errorBody = (error: ArmError): unknown => ({
  error: {
    code: error.code,
    message: error.message,
    ...(error.details === undefined ? {} : { details: error.details }),
  },
})
