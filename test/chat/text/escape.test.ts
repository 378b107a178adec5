import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { escapeShort, escapeText } from '../../../src/chat/text/escape.ts'

describe('a text from outside', () => {
  it.each([
    'cloudA',
    'rg-prod_01',
    'vnet-cloudA.2',
    'Zoë O’Neill (IT)',
    'CHG-4711: move R&D, 50 % done',
    '10.10.0.0/22',
    'cloud_',
    '#7',
    'Adele 👩‍💻',
  ])('stays as it is when it is ordinary: %s', (text) => {
    expect(escapeText(text)).toBe(text)
  })

  it('cannot mention anybody', () => {
    expect(escapeText('<at>Everyone</at>')).not.toMatch(/<|>/)
    expect(escapeText('&lt;at&gt;')).not.toContain('&lt;')
    expect(escapeText('@everyone')).not.toMatch(/@\w/)
  })

  it('cannot make a link', () => {
    expect(escapeText('[Approve](https://evil.example)')).not.toMatch(/\]\(|:\/\//)
    expect(escapeText('[x][1] [1]: x')).not.toMatch(/\]\[|\]:/)
    expect(escapeText('see http://evil.example or www.evil.example or mailto:a')).not.toMatch(/:\/\/|www\.|mailto:a/)
  })

  it('cannot format', () => {
    expect(escapeText('**bold** *it* ~~gone~~ `code` __bold__ _it_ \\')).not.toMatch(/[*`\\]|~~|(^| )_/)
    expect(escapeText('- item')).not.toMatch(/^-/)
    expect(escapeText('1. item')).not.toMatch(/^1/)
    expect(escapeText('# title')).not.toMatch(/^#/)
  })

  it('stays on one line, and in its direction', () => {
    expect(escapeText('one\n\n- two\u0000\u2028three')).toBe('one - two three')
    expect(escapeText('cloud\u202eA\u200b')).toBe('cloudA')
  })

  it('is the same when it is escaped twice', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc
        .array(fc.constantFrom('_', '*', '[', '](', '&', '@', ':', '//', 'www.', 'x', ' ', '~', '-', '\u2060', '1.'))
        .map((parts) => parts.join('')),
    )
    fc.assert(
      fc.property(texts, (text) => expect(escapeText(escapeText(text))).toBe(escapeText(text))),
      { numRuns: 1000 },
    )
  })

  it('is cut between characters, never within one', () => {
    expect(escapeShort('👍👍👍👍', 3)).toBe('👍👍…')
    expect(escapeShort('cloudA', 6)).toBe('cloudA')
  })
})
