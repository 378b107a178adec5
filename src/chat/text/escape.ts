/**
 * Names and reasons come from people and from Azure. Shown, they are words and nothing else: no mention, link, tag or
 * formatting of theirs works, in Teams' Markdown, in a card, or where no Markdown is read at all. So nothing is escaped
 * with backslashes, which some clients would show; what could act is replaced by a sign that looks alike, or parted
 * by a word joiner, which is not seen. Ordinary names come out as they are, and escaping twice changes nothing more.
 */

/** Takes a text from outside; gives it on one line and inert. */
export function escapeText(text: string): string {
  return text
    .toWellFormed()
    .replace(unseen, '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .replace(/[<>\\`*]/g, (sign) => lookalike[sign] ?? '')
    .replace(/(?<![\p{L}\p{N}_])_+(?=[^\s_])/gu, (run) => 'ˍ'.repeat(run.length))
    .replace(/&(?=#?\w+;)|@|\](?=[([:])|~(?=~)/gu, `$&${joiner}`)
    .replace(/(?<=\p{L}):(?=\/\/)|\bwww(?=\.)|\b(mailto|tel|data|javascript):/giu, `$&${joiner}`)
    .replace(/^([-+#=|]|\d+[.)])(?=\s|$|[-+#=|])/u, `${joiner}$&`)
}

/** As `escapeText`, cut to so many characters: for places where a name must not push everything else away. */
export function escapeShort(text: string, limit: number): string {
  const signs = [...escapeText(text)]
  return signs.length <= limit
    ? signs.join('')
    : `${signs
        .slice(0, limit - 1)
        .join('')
        .trimEnd()}…`
}

const joiner = '\u2060'

/** Zero-width signs and those that turn the direction of writing; those that hold emoji together stay. */
const unseen = /[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu

const lookalike: Readonly<Record<string, string>> = { '<': '‹', '>': '›', '\\': '∖', '`': 'ˋ', '*': '∗' }
