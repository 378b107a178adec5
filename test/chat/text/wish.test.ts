import { describe, expect, it } from '@jest/globals'
import { parse } from '../../../src/chat/parser/parse.ts'
import { wishInWords } from '../../../src/chat/text/wish.ts'
import type { Topology } from '../../../src/peering/plan.ts'
import { sampleDescriptions } from '../../builders/command-descriptions.ts'

function wish(topology: Topology, ...pairs: [string, string][]): string {
  const connections = pairs.map(([a, b]) => ({ a: { cloudName: a }, b: { cloudName: b } }))
  return wishInWords({ operation: 'connect', topology, connections })
}

describe('a wish in words', () => {
  it.each([
    [wish('pair', ['a', 'b']), 'connect a to b'],
    [wish('star', ['a', 'b'], ['a', 'c']), 'connect a to b and c'],
    [wish('mesh', ['a', 'b'], ['a', 'c'], ['b', 'c']), 'connect a, b and c'],
    [wish('pair', ['same', 'same']), 'connect same to same'],
  ])('%s', (words, expected) => {
    expect(words).toBe(expected)
  })

  it('can be typed again', () => {
    expect(parse(wish('star', ['a', 'b'], ['a', 'c']), sampleDescriptions)).toMatchObject({
      arguments: { clouds: { topology: 'star', names: ['a', 'b', 'c'] } },
    })
  })

  it('counts what it does not name', () => {
    const pairs = ['b', 'c', 'd', 'e', 'f', 'g'].map((name): [string, string] => ['a', name])
    expect(wish('star', ...pairs)).toBe('connect a to b, c, d, e and 2 more')
  })
})
