/** What Peerbot says while a request goes on. How it ends is in `outcome.ts`. */
import type { RequestState } from '../message.ts'
import { escapeText } from './escape.ts'
import { counted, inWords } from './lists.ts'
import { requestStateWord } from './states.ts'

/** For a summary or a notice: `Request #7: connect cloudA to cloudB, asked by Alex Wilber, needs 1 approval.` */
export function requestAsked(number: number, wish: string, requester: string, needed: number): string {
  const approvals = needed === 0 ? 'needs no approval' : `needs ${counted(needed, 'approval')}`
  return `Request #${number}: ${wish}, asked by ${escapeText(requester)}, ${approvals}.`
}

/** `Megan Bowen approved request #7. 1 more approval is needed.` */
export function voteCounted(number: number, name: string, missing: number): string {
  const rest = missing > 0 ? `${counted(missing, 'more approval')} ${missing === 1 ? 'is' : 'are'} needed.` : runStarted
  return `${escapeText(name)} approved request #${number}. ${rest}`
}

const runStarted = 'Peerbot makes the peerings now.'

/** `Request #7 is approved by Megan Bowen and Adele Vance. Peerbot makes the peerings now.` */
export function requestApproved(number: number, approvers: readonly string[]): string {
  const by = approvers.length > 0 ? ` by ${inWords(approvers.map(escapeText))}` : ''
  return `Request #${number} is approved${by}. ${runStarted}`
}

/** Answer to a decision that was typed: the card shows the rest. */
export function decisionTaken(action: 'approve' | 'reject' | 'cancel', number: number, state: RequestState): string {
  const done = { approve: 'approved', reject: 'rejected', cancel: 'cancelled' }[action]
  const now = state === 'pending' ? ' It still waits for other approvers.' : ''
  return `You ${done} request #${number}.${now}`
}

/** The same person's same decision once more. */
export function decidedBefore(action: 'approve' | 'reject' | 'cancel', number: number): string {
  const done = { approve: 'approved', reject: 'rejected', cancel: 'cancelled' }[action]
  return `You have ${done} request #${number} before; nothing changed.`
}

/** Where a request stands: `Request #7 is in progress.` */
export function requestStands(number: number, state: RequestState): string {
  return `Request #${number}: ${requestStateWord(state).word.toLowerCase()}.`
}

/** While Azure is read: `Reading the private clouds and their networks …` */
export const working = {
  plan: 'Looking at both networks and checking the plan …',
  status: 'Reading the peerings from Azure …',
  clouds: 'Reading the private clouds from Azure …',
} as const
