/** What people type may hold what PostgreSQL cannot store: the character 0 and halves of surrogate pairs. */

/** The text with the Unicode replacement character for what cannot be stored. */
export function storableText(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\ufffd')
}

/** JSON text for a `jsonb` column. */
export function storableJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => (typeof part === 'string' ? storableText(part) : part))
}
