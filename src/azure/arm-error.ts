/** The error body of ARM: `{"error": {"code", "message", "details"}}`. */
import { z } from 'zod/v4'
import { jsonOrNull } from './json-or-null.ts'

const detailSchema = z.object({ code: z.string().nullish(), message: z.string().nullish() })
const errorSchema = detailSchema.extend({ details: z.array(detailSchema).nullish().catch(null) })
const bodySchema = z.object({ error: errorSchema })

export interface ArmError {
  code: string
  message: string
}

/** Microsoft.Network wraps the reason of a 429 lock in `details` (seen in terraform-provider-azurerm#21293). */
const wrapping: ReadonlySet<string> = new Set(['RetryableError'])

/** The error in the text of a body, with the code that tells most; null if the body is no ARM error. */
export function armErrorInText(text: string | null | undefined): ArmError | null {
  const parsed = bodySchema.safeParse(jsonOrNull(text))
  if (!parsed.success || !parsed.data.error.code) return null
  const { code, message, details } = parsed.data.error
  const inner = details?.[0]
  if (inner?.code && wrapping.has(code)) {
    return { code: inner.code, message: [message, inner.message].filter(Boolean).join(' ') }
  }
  return { code, message: message ?? code }
}
