/** What Peerbot answers when it has not understood. */
import type { Unclear } from '../parser/description.ts'
import { escapeShort } from './escape.ts'

/** A short answer in Markdown; `nearest` is the parser's sentence that would be understood. */
export function unclearAnswer(problem: Unclear, nearest: string | null): string {
  const hint = nearest === null ? null : `\`${escapeShort(nearest, 200)}\``
  switch (problem.code) {
    case 'empty':
      return 'I found no words in that. Type `help` to see what I understand.'
    case 'too-long':
      return `That is too long: I read up to ${problem.limit.toLocaleString('en-GB')} characters. Nothing was done.`
    case 'unknown-command': {
      const word = escapeShort(problem.word, 40)
      return hint
        ? `I do not know “${word}”. Did you mean ${hint}?`
        : `I do not know “${word}”. Type \`help\` to see what I understand.`
    }
    case 'wrong-arguments':
      return `I know \`${problem.command}\`, but not what follows it. It is written \`${problem.usage}\`${hint ? `, for example ${hint}` : ''}.`
    case 'one-cloud':
      return `\`${problem.command}\` needs at least two private clouds${hint ? `, for example ${hint}` : ''}.`
    case 'same-cloud':
      return `${escapeShort(problem.name, 80)} is named twice. A private cloud cannot be connected with itself.`
  }
}
