import type { Token } from './tokens.ts'

/** PostgreSQL's integer, which numbers requests. */
const largest = 2 ** 31 - 1

/** `#7`, `7`, `request 7`, `request #7`; null if it is anything else. Quoted, it is a name. */
export function requestNumber(tokens: readonly Token[]): number | null {
  const words = tokens.map((token) => (token.kind === 'word' && token.quoted !== 'quotes' ? token.text : ''))
  const [first = '', second = ''] = words
  const digits = words.length === 2 && /^(request|number)$/i.test(first) ? second : first
  if (words.length > 2 || (words.length === 2 && digits === first)) return null
  const number = Number(/^#?(\d{1,10})$/.exec(digits)?.[1] ?? 0)
  return number >= 1 && number <= largest ? number : null
}
