/** Commands shaped like the real ones, for tests of the parser, of texts and of cards. */
import type { CommandDescription } from '../../src/chat/parser/description.ts'

export const sampleDescriptions: readonly CommandDescription[] = [
  describeCommand({
    name: 'connect',
    aliases: ['peer'],
    summary: 'Asks for private clouds to be connected.',
    usage: 'connect CLOUD to CLOUD [because REASON]',
    examples: ['connect cloudA to cloudB', 'connect cloudA, cloudB and cloudC', 'connect'],
    accepts: ['nothing', 'clouds'],
    takesReason: true,
    role: 'request',
    changes: true,
  }),
  describeCommand({
    name: 'disconnect',
    summary: 'Asks for a connection to be taken away.',
    usage: 'disconnect CLOUD from CLOUD [because REASON]',
    examples: ['disconnect cloudA from cloudB'],
    accepts: ['clouds'],
    takesReason: true,
    role: 'request',
    changes: true,
  }),
  describeCommand({
    name: 'status',
    aliases: ['state'],
    summary: 'Shows connections as Azure has them now.',
    usage: 'status [CLOUD [to CLOUD] | #NUMBER]',
    examples: ['status', 'status cloudA to cloudB', 'status #7'],
    accepts: ['nothing', 'clouds', 'request'],
    role: 'look',
  }),
  describeCommand({
    name: 'clouds',
    aliases: ['private clouds'],
    summary: 'Lists the private clouds.',
    usage: 'clouds',
    examples: ['clouds'],
    role: 'look',
  }),
  describeCommand({
    name: 'requests',
    summary: 'Lists the open requests.',
    usage: 'requests',
    examples: ['requests'],
    role: 'look',
  }),
  describeCommand({
    name: 'approve',
    summary: 'Approves a request.',
    usage: 'approve #NUMBER [because REASON]',
    examples: ['approve #7'],
    accepts: ['request'],
    takesReason: true,
    role: 'approve',
    changes: true,
  }),
  describeCommand({
    name: 'reject',
    aliases: ['deny'],
    summary: 'Rejects a request.',
    usage: 'reject #NUMBER [because REASON]',
    examples: ['reject #7 because maintenance tonight'],
    accepts: ['request'],
    takesReason: true,
    role: 'approve',
    changes: true,
  }),
  describeCommand({
    name: 'cancel',
    summary: 'Takes your own request back.',
    usage: 'cancel #NUMBER',
    examples: ['cancel #7'],
    accepts: ['request'],
    role: 'request',
    changes: true,
  }),
  describeCommand({
    name: 'help',
    aliases: ['hi', 'hello', '?'],
    summary: 'Shows what can be typed.',
    usage: 'help',
    examples: ['help'],
  }),
]

function describeCommand(
  given: Partial<CommandDescription> & Pick<CommandDescription, 'name' | 'summary' | 'usage' | 'examples'>,
): CommandDescription {
  return { aliases: [], accepts: ['nothing'], takesReason: false, role: 'anyone', changes: false, ...given }
}
