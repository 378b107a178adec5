import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { Parsed } from '../../../src/chat/parser/description.ts'
import { parse } from '../../../src/chat/parser/parse.ts'
import { print } from '../../../src/chat/parser/print.ts'
import { sampleDescriptions } from '../../builders/command-descriptions.ts'

const say = (text: string) => parse(text, sampleDescriptions)

/** Words and signs that mean something to the parser, thrown together with anything else. */
const pieces = fc.oneof(
  fc.constantFrom('connect', 'status', 'approve', 'reject', 'conect', 'because', 'and', 'to', 'from', 'with', 'please'),
  fc.constantFrom(
    ',',
    '&',
    '&amp;',
    '&nbsp;',
    '#7',
    '7',
    '"',
    '“',
    '”',
    "'",
    '`',
    '**',
    '_',
    '<b>',
    '</p>',
    '<at>x</at>',
  ),
  fc.constantFrom(
    'cloudA',
    'rg/cloudB',
    '/subscriptions/1',
    '\u200b',
    '\ud800',
    '\u0000',
    '\n',
    '🎉',
    '(',
    '.',
    '&#x41;',
  ),
  fc.string({ unit: 'binary', maxLength: 6 }),
)

const soup = fc
  .array(fc.tuple(pieces, fc.constantFrom('', ' ')), { maxLength: 25 })
  .map((parts) => parts.flat().join(''))

/** Names as Azure allows them, and ones that only quotes can carry. */
const names = fc.oneof(
  fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,20}$/),
  fc.stringMatching(/^[a-z]{1,8}( [a-z]{1,8}){1,3}$/),
  fc.constantFrom('and', 'to', 'from', 'with', 'because', '7', '#7', 'request', '_x_', 'please', 'rg(1)/cloud', 'x.'),
)

const commands = fc.oneof(
  fc.uniqueArray(names, { minLength: 2, maxLength: 6, selector: (name) => name.toLowerCase() }).chain((clouds) =>
    fc.record({
      name: fc.constant('connect'),
      clouds: fc
        .constantFrom<'pair' | 'mesh' | 'star'>(
          ...(clouds.length === 2 ? ['pair' as const] : ['mesh' as const, 'star' as const]),
        )
        .map((topology) => ({ topology, names: clouds })),
      request: fc.constant(null),
      because: fc.option(reasons()),
    }),
  ),
  fc.record({
    name: fc.constantFrom('approve', 'reject'),
    clouds: fc.constant(null),
    request: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
    because: fc.option(reasons()),
  }),
  fc.record({
    name: fc.constant('status'),
    clouds: names.map((name) => ({ topology: 'pair' as const, names: [name] })),
    request: fc.constant(null),
    because: fc.constant(null),
  }),
)

/** On one line, as the parser gives them: with nothing in them that it would decode. */
function reasons() {
  return fc
    .stringMatching(/^[A-Za-z0-9"'`*<>#,.@:!?-][A-Za-z0-9"'`*<>#,.@:!? -]{0,60}$/)
    .map((text) => text.replace(/\s+/g, ' ').trim())
}

describe('the parser', () => {
  it('survives anything', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 2100 }), soup), (text) => {
        expect(['command', 'unclear']).toContain(say(text).kind)
      }),
      { numRuns: 600 },
    )
  })

  it('understands every sentence that it offers', () => {
    fc.assert(
      fc.property(soup, (text) => {
        const parsed = say(text)
        if (parsed.kind === 'unclear' && parsed.nearest !== null) expect(say(parsed.nearest).kind).toBe('command')
      }),
      { numRuns: 1000 },
    )
  })

  it('gives back what it has understood when that is printed', () => {
    fc.assert(
      fc.property(soup, (text) => {
        const parsed = say(text)
        if (parsed.kind === 'command') expect(say(print(parsed))).toEqual(parsed)
      }),
      { numRuns: 1000 },
    )
  })

  it('reads every command from its canonical sentence', () => {
    fc.assert(
      fc.property(commands, ({ name, ...given }) => {
        const command: Extract<Parsed, { kind: 'command' }> = { kind: 'command', name, arguments: given }
        expect(say(print(command))).toEqual(command)
      }),
      { numRuns: 600 },
    )
  })

  it('gives only what a database and a card can hold', () => {
    fc.assert(
      fc.property(soup, (text) => {
        const written = JSON.stringify(say(text))
        expect(written).not.toMatch(/\\u0000|\\ud[89a-f]/)
      }),
      { numRuns: 600 },
    )
  })

  it('does not take long over the worst sentences', () => {
    const worst = [
      '`"'.repeat(1000),
      '<'.repeat(2000),
      '_'.repeat(2000),
      '&amp;'.repeat(400),
      "'a ".repeat(666),
      '&#38;amp;'.repeat(222),
    ]
    const begin = performance.now()
    for (const text of worst) say(`connect ${text}`.slice(0, 2000))
    expect(performance.now() - begin).toBeLessThan(1000)
  })
})
