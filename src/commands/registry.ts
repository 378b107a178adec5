/** Every command there is, in the order of help. */
import { clouds } from './clouds.ts'
import type { Command } from './command.ts'
import { connect } from './connect.ts'
import { approve, cancel, reject } from './decision-commands.ts'
import { help } from './help.ts'
import { requests } from './requests.ts'
import { status } from './status.ts'

export const commands: readonly Command[] = [connect, status, clouds, requests, approve, reject, cancel, help]
