import { describe, expect, it } from '@jest/globals'
import { parse } from '../../../src/chat/parser/parse.ts'
import { unclearAnswer } from '../../../src/chat/text/unclear.ts'
import { sampleDescriptions } from '../../builders/command-descriptions.ts'

function answer(text: string): string {
  const parsed = parse(text, sampleDescriptions)
  if (parsed.kind !== 'unclear') throw new Error(`understood: ${text}`)
  return unclearAnswer(parsed.problem, parsed.nearest)
}

describe('the answer to what was not understood', () => {
  it.each([
    ['conect clouda to cloudb', 'I do not know “conect”. Did you mean `connect clouda to cloudb`?'],
    ['pineapple', 'I do not know “pineapple”. Type `help` to see what I understand.'],
    ['🎉', 'I found no words in that. Type `help` to see what I understand.'],
    ['cancel', 'I know `cancel`, but not what follows it. It is written `cancel #NUMBER`, for example `cancel #7`.'],
    ['connect cloudA', '`connect` needs at least two private clouds, for example `connect cloudA to cloudB`.'],
    ['connect a to A', 'A is named twice. A private cloud cannot be connected with itself.'],
    ['x'.repeat(2001), 'That is too long: I read up to 2,000 characters. Nothing was done.'],
  ])('%s', (text, expected) => {
    expect(answer(text)).toBe(expected)
  })

  it('does not repeat mark-up to the channel', () => {
    expect(answer('[click](https://evil.example)')).not.toMatch(/\]\(|:\/\//)
    expect(answer('conect "x`y" to b')).not.toMatch(/x`y/)
  })
})
