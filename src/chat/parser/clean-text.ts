/** What comes from Teams is made plain before it is read: entities decoded, nothing that a database or a card cannot hold. */

/**
 * Teams sends some messages with HTML entities (`&nbsp;`, `&amp;`), sometimes encoded twice. They are decoded until
 * none is left; unpaired surrogates and control characters, which PostgreSQL's JSON cannot hold, become spaces.
 */
export function cleanText(text: string): string {
  let decoded = text
  for (let before = ''; before !== decoded; ) {
    before = decoded
    decoded = before.replace(entity, (whole, name: string) => decode(name) ?? whole)
  }
  return decoded.toWellFormed().replace(/\p{Cc}/gu, ' ')
}

/** Characters that are not seen: zero-width ones, soft hyphens, and those that turn the direction of text. */
export const invisible = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|[\ufe00-\ufe0f]/gu

/** White space of every kind as single spaces, none at the ends. */
export function singleSpaced(text: string): string {
  return text.replace(/\s+/gu, ' ').trim()
}

const entity = /&(#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,6});/gi

const named: Readonly<Record<string, string>> = {
  nbsp: ' ',
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  zwj: '\u200d',
  zwnj: '\u200c',
}

function decode(name: string): string | null {
  if (!name.startsWith('#')) return named[name.toLowerCase()] ?? null
  const hex = name[1]?.toLowerCase() === 'x'
  const point = Number.parseInt(name.slice(hex ? 2 : 1), hex ? 16 : 10)
  return point <= 0x10ffff ? String.fromCodePoint(point) : ' '
}
