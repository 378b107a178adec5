/** `a`, `a and b`, `a, b and c`. */
export function inWords(items: readonly string[], last: 'and' | 'or' = 'and'): string {
  if (items.length < 2) return items.join('')
  return `${items.slice(0, -1).join(', ')} ${last} ${items.at(-1)}`
}

/** The first few, and how many more there are: `a, b, c and 4 more`. */
export function firstFew(items: readonly string[], limit: number): string {
  return items.length <= limit ? inWords(items) : `${items.slice(0, limit).join(', ')} and ${items.length - limit} more`
}

/** `1 request`, `2 requests`. */
export function counted(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`
}
