/** The life of a request: the one table of what may follow what. */
import type { RequestState } from '../chat/message.ts'

/** What can happen to a request. `change`: the plan or the network is no longer what was approved. */
export type Trigger = 'quorum' | 'reject' | 'cancel' | 'expire' | 'change' | 'start' | 'succeed' | 'fail'

export const transitions: Readonly<Record<RequestState, Partial<Record<Trigger, RequestState>>>> = {
  pending: { quorum: 'approved', reject: 'rejected', cancel: 'cancelled', expire: 'expired', change: 'stale' },
  approved: { start: 'running', cancel: 'cancelled', change: 'stale', fail: 'failed' },
  running: { succeed: 'succeeded', fail: 'failed' },
  succeeded: {},
  failed: {},
  rejected: {},
  expired: {},
  cancelled: {},
  stale: {},
}

/** The state after the trigger, or null where the table does not allow it. */
export function stateAfter(state: RequestState, trigger: Trigger): RequestState | null {
  return transitions[state][trigger] ?? null
}

/** Open: something can still happen to it. */
export function isOpen(state: RequestState): boolean {
  return Object.keys(transitions[state]).length > 0
}

export const openStates: readonly RequestState[] = (Object.keys(transitions) as RequestState[]).filter(isOpen)
