/** The clouds in a sentence: which are named, and how they are to be joined. */
import type { NamedClouds, Unclear } from './description.ts'
import type { Token } from './tokens.ts'

export type CloudList =
  | { ok: true; clouds: NamedClouds }
  | { ok: false; problem: 'one-cloud' | 'unreadable' | Extract<Unclear, { code: 'same-cloud' }> }

/** Words between clouds. A cloud that is called like one of them must be quoted. */
export const separators: ReadonlySet<string> = new Set(['and', 'with'])
export const splitters: ReadonlySet<string> = new Set(['to', 'from'])

/**
 * Reads `A to B`, `A, B and C`, `A to B and C`, `A and B to C` and, where `single` says that it makes sense, `A` alone
 * (topology pair, one name). Two clouds side by side without a word between them are unreadable.
 */
export function cloudList(tokens: readonly Token[], single: boolean): CloudList {
  const sides: string[][] = [[]]
  let separated = true
  for (const token of tokens) {
    const joint = jointOf(token)
    if (joint === 'splitter') {
      sides.push([])
      separated = true
    } else if (joint === 'separator' || token.kind === 'separator') {
      separated = true
    } else {
      if (!separated) return { ok: false, problem: 'unreadable' }
      sides.at(-1)?.push(token.text)
      separated = false
    }
  }
  const [left = [], right = [], ...more] = sides
  if (more.length > 0) return { ok: false, problem: 'unreadable' }
  return named(left, right, single)
}

function named(left: readonly string[], right: readonly string[], single: boolean): CloudList {
  const names = [...left, ...right]
  const [only] = names
  if (!only) return { ok: false, problem: 'unreadable' }
  const twice = names.find((name, place) => names.findIndex((other) => same(name, other)) < place)
  if (twice) return { ok: false, problem: { code: 'same-cloud', name: twice } }
  if (names.length === 1)
    return single ? { ok: true, clouds: { topology: 'pair', names } } : { ok: false, problem: 'one-cloud' }
  if (names.length === 2) return { ok: true, clouds: { topology: 'pair', names } }
  if (left.length === 0 || right.length === 0) return { ok: true, clouds: { topology: 'mesh', names } }
  if (left.length === 1) return { ok: true, clouds: { topology: 'star', names } }
  if (right.length === 1) return { ok: true, clouds: { topology: 'star', names: [...right, ...left] } }
  return { ok: false, problem: 'unreadable' }
}

function jointOf(token: Token): 'separator' | 'splitter' | null {
  if (token.kind === 'separator') return 'separator'
  if (token.quoted !== 'no') return null
  const word = token.text.toLowerCase()
  if (separators.has(word)) return 'separator'
  return splitters.has(word) ? 'splitter' : null
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase()
}
