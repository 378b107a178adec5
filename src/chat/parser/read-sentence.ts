/** One sentence against the descriptions: a command with its arguments, or what is unclear about it. */
import { cleanText } from './clean-text.ts'
import { cloudList } from './cloud-list.ts'
import type { CommandArguments, CommandDescription, Unclear } from './description.ts'
import type { ParsedCommand } from './print.ts'
import { requestNumber } from './request-number.ts'
import { type Token, type Tokens, tokensOf } from './tokens.ts'

export type Read =
  | ParsedCommand
  | { kind: 'unclear'; problem: Unclear; tokens: Tokens; description: CommandDescription | null }

/** More than any sentence needs; what is longer is not read at all. */
export const lengthLimit = 2000

export function readSentence(text: string, descriptions: readonly CommandDescription[]): Read {
  if (text.length > lengthLimit) {
    return unclear({ code: 'too-long', limit: lengthLimit }, { tokens: [], because: null }, null)
  }
  return readTokens(tokensOf(cleanText(text)), descriptions)
}

/** As `readSentence`, for words that were taken apart already. */
export function readTokens(said: Tokens, descriptions: readonly CommandDescription[]): Read {
  const tokens = withoutCourtesy(said.tokens)
  const word = tokens.find((token) => token.kind === 'word')?.text
  if (word === undefined) return unclear({ code: 'empty' }, said, null)
  const called = commandCalled(tokens, descriptions)
  if (!called) return unclear({ code: 'unknown-command', word: word.replace(/^\//, '') }, said, null)
  const { description, rest } = called
  if (said.because !== null && !description.takesReason) return unclear(wrongArguments(description), said, description)
  const found = readArguments(rest, description)
  if ('code' in found) return unclear(found, said, description)
  return { kind: 'command', name: description.name, arguments: { ...found, because: said.because } }
}

/** The words that a command is called by: its name and aliases. */
export function wordsFor(description: CommandDescription): string[] {
  return [description.name, ...description.aliases].map((word) => word.toLowerCase())
}

function readArguments(
  tokens: readonly Token[],
  description: CommandDescription,
): Omit<CommandArguments, 'because'> | Unclear {
  const { accepts } = description
  if (tokens.length === 0)
    return accepts.includes('nothing') ? { clouds: null, request: null } : wrongArguments(description)
  const request = accepts.includes('request') ? requestNumber(tokens) : null
  if (request !== null) return { clouds: null, request }
  if (!accepts.includes('clouds') || requestNumber(tokens) !== null) return wrongArguments(description)
  const list = cloudList(withoutPreposition(tokens), accepts.includes('request'))
  if (list.ok) return { clouds: list.clouds, request: null }
  if (list.problem === 'one-cloud') return { code: 'one-cloud', command: description.name }
  return list.problem === 'unreadable' ? wrongArguments(description) : list.problem
}

/** The description whose name or alias the sentence begins with, the longest alias first; `/connect` is `connect`. */
function commandCalled(
  tokens: readonly Token[],
  descriptions: readonly CommandDescription[],
): { description: CommandDescription; rest: readonly Token[] } | null {
  const words = tokens.map((token) => (token.kind === 'word' ? token.text.toLowerCase() : ','))
  words[0] = words[0]?.replace(/^\//, '') ?? ''
  const candidates = descriptions
    .flatMap((description) => wordsFor(description).map((name) => ({ description, name: name.split(' ') })))
    .filter(({ name }) => name.every((part, place) => part === words[place]))
    .sort((a, b) => b.name.length - a.name.length)
  const [best] = candidates
  return best ? { description: best.description, rest: tokens.slice(best.name.length) } : null
}

const courtesy = /^(please|pls|thanks)$/i

function withoutCourtesy(tokens: readonly Token[]): readonly Token[] {
  const needed = (token: Token) => token.kind === 'word' && !(token.quoted === 'no' && courtesy.test(token.text))
  const first = tokens.findIndex(needed)
  return first < 0 ? [] : tokens.slice(first, tokens.findLastIndex(needed) + 1)
}

/** `status of cloudA`, `status between cloudA and cloudB`. */
function withoutPreposition(tokens: readonly Token[]): readonly Token[] {
  const [first] = tokens
  const idle = first?.kind === 'word' && first.quoted === 'no' && /^(of|between)$/i.test(first.text)
  return idle && tokens.length > 1 ? tokens.slice(1) : tokens
}

function wrongArguments({ name, usage }: CommandDescription): Unclear {
  return { code: 'wrong-arguments', command: name, usage }
}

function unclear(problem: Unclear, tokens: Tokens, description: CommandDescription | null): Read {
  return { kind: 'unclear', problem, tokens, description }
}
