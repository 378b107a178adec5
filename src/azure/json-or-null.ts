/** The value of a JSON text; null if it is none. */
export function jsonOrNull(text: string | null | undefined): unknown {
  try {
    return JSON.parse(text ?? '')
  } catch {
    return null
  }
}
