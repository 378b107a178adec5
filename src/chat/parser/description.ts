import type { Topology } from '../../peering/plan.ts'

/** What a command is called, takes and is for. Help, manifest command lists and "did you mean" are made from it. */
export interface CommandDescription {
  /** The word it begins with, lower case. */
  name: string
  /** Other words for it. Only the name is shown in help. */
  aliases: readonly string[]
  /** One line for help, starting with a verb. */
  summary: string
  /** The shape, e.g. `connect CLOUD to CLOUD [because REASON]`. */
  usage: string
  /** Sentences that can be typed as they are; the first is shown. */
  examples: readonly string[]
  /** What may follow the word. */
  accepts: readonly Accepts[]
  /** Whether `because …` may end the sentence. */
  takesReason: boolean
  /** What the policy must allow the person. */
  role: Role
  /** Whether it can change anything. */
  changes: boolean
}

export type Accepts = 'nothing' | 'clouds' | 'request'
export type Role = 'anyone' | 'look' | 'request' | 'approve'

/** The clouds as named: a name, `group/name`, or a resource id; quotes and back-ticks taken off. Centre first in a star. */
export interface NamedClouds {
  topology: Topology
  names: readonly string[]
}

export interface CommandArguments {
  clouds: NamedClouds | null
  request: number | null
  because: string | null
}

/** What the parser makes of a sentence. It never acts and never throws. */
export type Parsed =
  | { kind: 'command'; name: string; arguments: CommandArguments }
  | { kind: 'unclear'; problem: Unclear /** A sentence that would be understood. */; nearest: string | null }

export type Unclear =
  | { code: 'empty' }
  | { code: 'too-long'; limit: number }
  | { code: 'unknown-command'; word: string }
  | { code: 'wrong-arguments'; command: string; usage: string }
  | { code: 'one-cloud'; command: string }
  | { code: 'same-cloud'; name: string }
