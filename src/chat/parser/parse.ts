/** What people type, understood: the parser's front door. Pure; it never acts and never throws. */
import type { CommandDescription, Parsed } from './description.ts'
import { nearestSentence } from './nearest-sentence.ts'
import { readSentence } from './read-sentence.ts'

/**
 * Takes what was typed (the bot's mention may be in it or not) and the commands there are; gives a command with its
 * arguments, or what is unclear together with the nearest sentence that would be understood.
 * A command that accepts both a request and clouds may name a single cloud (`status cloudA`).
 */
export function parse(text: string, descriptions: readonly CommandDescription[]): Parsed {
  const read = readSentence(text, descriptions)
  if (read.kind === 'command') return read
  return { kind: 'unclear', problem: read.problem, nearest: nearestSentence(read, descriptions) }
}
