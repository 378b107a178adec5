import type { Help } from '../chat/message.ts'
import { mentionMe, purpose, whatYouMay } from '../chat/text/help.ts'
import { hasRole, isApprover, type PolicyInForce } from '../requests/approval-terms.ts'
import type { Person } from '../requests/model.ts'
import type { Command } from './command.ts'

export const help: Command = {
  name: 'help',
  aliases: ['hi', 'hello', 'hey', 'commands', 'start'],
  summary: 'Show what Peerbot can do',
  usage: 'help',
  examples: ['help'],
  accepts: ['nothing'],
  takesReason: false,
  role: 'anyone',
  changes: false,

  async run({ person }, room) {
    return [helpFor(person, room.policy(), room.commands)]
  },
}

/** Help as it is for this person: also the greeting in their own chat. */
export function helpFor(person: Person, policy: PolicyInForce, commands: readonly Command[]): Help {
  return {
    kind: 'help',
    intro: [
      purpose,
      whatYouMay({
        mayLook: hasRole(policy, person, 'look'),
        mayRequest: hasRole(policy, person, 'request'),
        mayApprove: isApprover(policy, person),
      }),
    ].join(' '),
    commands: listed(commands),
  }
}

/** The greeting where several people read it: says nothing about any one of them. */
export function helpForAll(commands: readonly Command[]): Help {
  return { kind: 'help', intro: `${purpose} ${mentionMe}`, commands: listed(commands) }
}

function listed(commands: readonly Command[]): Help['commands'] {
  return commands.map(({ usage, summary, examples }) => ({ usage, summary, example: examples[0] ?? '' }))
}
