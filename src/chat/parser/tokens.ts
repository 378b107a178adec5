/** From a sentence to its words: quotes, mark-up and punctuation are gone, what separates clouds stays. */
import { invisible, singleSpaced } from './clean-text.ts'

export type Token =
  | {
      kind: 'word'
      text: string
      /** In quotes: a name whatever it says. In back-ticks: a name, or a number. */
      quoted: 'no' | 'ticks' | 'quotes'
    }
  | { kind: 'separator' }

export interface Tokens {
  tokens: readonly Token[]
  /** What follows `because`, on one line; null if it was not said. */
  because: string | null
}

/** Takes cleaned text. Words come as they were typed, case included. */
export function tokensOf(text: string): Tokens {
  const sentence = unwrap(text.replace(mention, ' '))
  const tokens: Token[] = []
  for (let place = 0; place < sentence.length; ) {
    const rest = sentence.slice(place)
    const quotation = quotationAt(rest)
    const skipped = /^(<[^<>]*>|\s+)/u.exec(rest)?.[0]
    const separator = /^[,;&，、،]/u.exec(rest)?.[0]
    if (quotation) {
      tokens.push(...quotation.tokens)
      place += quotation.length
    } else if (skipped) {
      place += skipped.length
    } else if (separator) {
      tokens.push({ kind: 'separator' })
      place += separator.length
    } else {
      const raw = /^[^\s,;&，、،"“”„`<]+/u.exec(rest)?.[0] ?? rest.charAt(0)
      place += raw.length
      const word = bareWord(raw)
      if (word.toLowerCase() === 'because' && tokens.length > 0)
        return { tokens, because: singleSpaced(sentence.slice(place)) || null }
      if (/[\p{L}\p{N}]/u.test(word)) tokens.push({ kind: 'word', text: word, quoted: 'no' })
    }
  }
  return { tokens, because: null }
}

/** A mention that was left in the text (`<at>Peerbot</at>`, or `@Peerbot` typed by hand) is not part of the sentence. */
const mention = /<at\b[^<>]*>[^<>]*<\/at>|^\s*@[^\s,]+/giu

const quotePairs = [
  { open: /^["“”„‟«]/u, close: /["“”„‟»]/u, quoted: 'quotes' },
  { open: /^['‘’‚]/u, close: /['‘’](?![\p{L}\p{N}])/u, quoted: 'quotes' },
  { open: /^`+/u, close: /`/u, quoted: 'ticks' },
] as const

/** A whole sentence in quotes or back-ticks, as it is when copied from help, is the sentence itself. */
function unwrap(text: string): string {
  const trimmed = text.trim()
  const ticked = /^`+([^`]*)`+$/u.exec(trimmed)?.[1]
  const quoted = /^["“”„]([^"“”„]*)["“”„]$/u.exec(trimmed)?.[1]
  return ticked ?? quoted ?? text
}

function quotationAt(rest: string): { tokens: Token[]; length: number } | null {
  for (const { open, close, quoted } of quotePairs) {
    const opening = open.exec(rest)?.[0]
    if (!opening) continue
    const inner = rest.slice(opening.length)
    const end = inner.search(close)
    // A quote that nobody closes is a slip of the finger.
    if (end < 0) return { tokens: [], length: opening.length }
    const content = inner.slice(0, end)
    const length = opening.length + end + 1
    if (quoted === 'ticks') {
      // `cloudA to cloudB` in back-ticks is those words, `my cloud` is one name.
      const { tokens } = tokensOf(content)
      if (tokens.length > 1 && tokens.some(isJoint)) return { tokens: [...tokens], length }
    }
    const name = nameIn(content)
    return { tokens: name ? [{ kind: 'word', text: name, quoted }] : [], length }
  }
  return null
}

function isJoint(token: Token): boolean {
  return token.kind === 'separator' || /^(to|from|and|with)$/i.test(token.text)
}

/** Without mark-up, and without characters that no name in Azure has. */
function nameIn(quotation: string): string {
  return singleSpaced(
    quotation
      .replace(/<[^<>]*>/g, ' ')
      .replace(invisible, '')
      .replace(/[<>&"“”„‟«»'‘’‚`*]/gu, ''),
  )
}

/** A word without emphasis (`**cloudA**`, `_cloudA_`), brackets, sentence marks and emoji around it. */
function bareWord(raw: string): string {
  const word = raw
    .replace(invisible, '')
    .replace(/[<>'‘’‚‟«»*]/gu, '')
    .replace(/^[^\p{L}\p{N}/#_@]+/u, '')
    .replace(/[^\p{L}\p{N}\p{M}_-]+$/u, '')
  const emphasised = /^(_+)(.*[^_])\1$/u.exec(word)?.[2]
  return emphasised ? bareWord(emphasised) : word
}
