/** The way back: a command as the sentence that people would type for it. */
import type { NamedClouds, Parsed } from './description.ts'

export type ParsedCommand = Extract<Parsed, { kind: 'command' }>

/** The canonical sentence; parsing it gives the same command again. `joint`: `from` reads better for disconnect. */
export function print(command: ParsedCommand, joint: 'to' | 'from' = 'to'): string {
  const { clouds, request, because } = command.arguments
  return [
    command.name,
    request === null ? null : `#${request}`,
    clouds && printClouds(clouds, joint),
    because && `because ${because}`,
  ]
    .filter(Boolean)
    .join(' ')
}

function printClouds({ topology, names }: NamedClouds, joint: string): string {
  const written = names.map(writeName)
  const [first = '', ...others] = written
  if (others.length === 0) return first
  return topology === 'mesh' ? listed(written) : `${first} ${joint} ${listed(others)}`
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}

/** Words that mean something else where a name could stand. */
const taken = /^(and|with|to|from|because|request|number|of|between|please|pls|thanks)$/i

/** A name as it must be typed: in quotes if it has spaces or would be read as something else. */
export function writeName(name: string): string {
  const plain = /^[\p{L}\p{N}/]([\p{L}\p{N}\p{M}_./-]*[\p{L}\p{N}_-])?$/u.test(name)
  return plain && /[\p{L}\p{N}]/u.test(name) && !/^\d+$/.test(name) && !taken.test(name) ? name : `"${name}"`
}
