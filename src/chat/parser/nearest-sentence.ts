/** A sentence that would be understood, for one that was not. */
import type { CommandDescription } from './description.ts'
import { nearestWords } from './nearest-word.ts'
import { type ParsedCommand, print } from './print.ts'
import { type Read, readSentence, readTokens, wordsFor } from './read-sentence.ts'
import type { Token } from './tokens.ts'

type Misread = Extract<Read, { kind: 'unclear' }>

/** Null where nothing is near: then help is the answer. */
export function nearestSentence(misread: Misread, descriptions: readonly CommandDescription[]): string | null {
  switch (misread.problem.code) {
    case 'unknown-command':
      return repairedWord(misread, descriptions)
    case 'wrong-arguments':
      return separated(misread, descriptions) ?? example(misread.description, descriptions)
    case 'one-cloud':
      return example(misread.description, descriptions)
    default:
      return null
  }
}

/** `conect clouda to cloudb`, or a command further on in the sentence: `i want to connect clouda to cloudb`. */
function repairedWord({ tokens, problem }: Misread, descriptions: readonly CommandDescription[]): string | null {
  const place = tokens.tokens.findIndex((token) => token.kind === 'word' && commandFor(token.text, descriptions))
  if (place > 0) {
    const inside = understood(readTokens({ ...tokens, tokens: tokens.tokens.slice(place) }, descriptions), descriptions)
    if (inside) return inside
  }
  if (problem.code !== 'unknown-command') return null
  const [nearest] = nearestWords(problem.word, descriptions.flatMap(wordsFor), 1)
  const description = nearest === undefined ? null : commandFor(nearest, descriptions)
  if (!description) return null
  const start = tokens.tokens.findIndex(
    (token) => token.kind === 'word' && token.text.replace(/^\//, '') === problem.word,
  )
  const repaired: Token[] = [{ kind: 'word', text: description.name, quoted: 'no' }, ...tokens.tokens.slice(start + 1)]
  const read = readTokens({ tokens: repaired, because: tokens.because }, descriptions)
  return understood(read, descriptions) ?? example(description, descriptions)
}

/** `connect clouda cloudb`: the clouds side by side, without a word between them. */
function separated({ tokens }: Misread, descriptions: readonly CommandDescription[]): string | null {
  const [command, ...names] = tokens.tokens.filter((token) => token.kind === 'word')
  if (!command || names.length < 2 || names.length !== tokens.tokens.length - 1) return null
  const repaired = names.flatMap((name): Token[] => [{ kind: 'separator' }, name]).slice(1)
  return understood(readTokens({ tokens: [command, ...repaired], because: tokens.because }, descriptions), descriptions)
}

function example(description: CommandDescription | null, descriptions: readonly CommandDescription[]): string | null {
  return description?.examples.find((text) => readSentence(text, descriptions).kind === 'command') ?? null
}

function understood(read: Read, descriptions: readonly CommandDescription[]): string | null {
  return read.kind === 'command' ? print(read, jointOf(read, descriptions)) : null
}

function jointOf(command: ParsedCommand, descriptions: readonly CommandDescription[]): 'to' | 'from' {
  return commandFor(command.name, descriptions)?.usage.includes(' from ') ? 'from' : 'to'
}

function commandFor(word: string, descriptions: readonly CommandDescription[]): CommandDescription | null {
  return descriptions.find((description) => wordsFor(description).includes(word.toLowerCase())) ?? null
}
