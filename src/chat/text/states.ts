/** A word and a sign for every state. The sign is text, not emoji: it looks the same everywhere, and colour is extra. */
import type { ConnectionState } from '../../peering/model.ts'
import type { Finding } from '../../peering/plan.ts'
import type { RequestState, SideProgress } from '../message.ts'

export interface StateWord {
  sign: string
  word: string
  /** The colour beside it: never the only signal. */
  tone: 'good' | 'warning' | 'attention' | 'accent' | 'default'
}

const requestStates: Readonly<Record<RequestState, StateWord>> = {
  pending: { sign: '◔', word: 'Waiting for approval', tone: 'warning' },
  approved: { sign: '✓', word: 'Approved, starts now', tone: 'accent' },
  running: { sign: '◑', word: 'In progress', tone: 'accent' },
  succeeded: { sign: '✓', word: 'Done', tone: 'good' },
  failed: { sign: '✗', word: 'Failed', tone: 'attention' },
  rejected: { sign: '✗', word: 'Rejected', tone: 'attention' },
  expired: { sign: '○', word: 'Expired', tone: 'default' },
  cancelled: { sign: '○', word: 'Cancelled', tone: 'default' },
  stale: { sign: '△', word: 'Out of date', tone: 'warning' },
}

const connectionStates: Readonly<Record<ConnectionState, StateWord>> = {
  Connected: { sign: '✓', word: 'Connected', tone: 'good' },
  OutOfSync: { sign: '△', word: 'Out of sync', tone: 'warning' },
  HalfOpen: { sign: '◐', word: 'Half open', tone: 'warning' },
  Disconnected: { sign: '✗', word: 'Disconnected', tone: 'attention' },
  Updating: { sign: '◑', word: 'Updating', tone: 'accent' },
  Failed: { sign: '✗', word: 'Failed', tone: 'attention' },
  None: { sign: '○', word: 'Not connected', tone: 'default' },
}

const sideProgresses: Readonly<Record<SideProgress, StateWord>> = {
  waiting: { sign: '○', word: 'waiting', tone: 'default' },
  writing: { sign: '◑', word: 'being written', tone: 'accent' },
  written: { sign: '◕', word: 'written', tone: 'accent' },
  connected: { sign: '✓', word: 'connected', tone: 'good' },
  failed: { sign: '✗', word: 'failed', tone: 'attention' },
  'taken-back': { sign: '○', word: 'taken back', tone: 'warning' },
  'left-alone': { sign: '–', word: 'left as it is', tone: 'default' },
}

const severities: Readonly<Record<Finding['severity'], StateWord>> = {
  blocker: { sign: '✗', word: 'Blocker', tone: 'attention' },
  warning: { sign: '△', word: 'Warning', tone: 'warning' },
  note: { sign: '○', word: 'Note', tone: 'default' },
}

export function requestStateWord(state: RequestState): StateWord {
  return requestStates[state]
}

export function connectionStateWord(state: ConnectionState): StateWord {
  return connectionStates[state]
}

export function sideProgressWord(progress: SideProgress): StateWord {
  return sideProgresses[progress]
}

export function severityWord(severity: Finding['severity']): StateWord {
  return severities[severity]
}

/** `✓ Connected`. */
export function signed({ sign, word }: StateWord): string {
  return `${sign} ${word}`
}
