/** Sends what waits in one conversation, in order, one message at a time. */
import type { Logger } from 'pino'
import { type Messenger, type OutboxStore, TeamsFault, type Waiting } from './ports.ts'
import { retryDelayMs } from './retry-delay.ts'

export interface Delivery {
  outbox: OutboxStore
  messenger: Messenger
  now: () => Date
  /** From 0 to 1. */
  random: () => number
  log: Logger
  /** Ends the delivery between two messages, by throwing, so that its job comes again. */
  signal: AbortSignal
}

/** After so many attempts (well over a day) a message is given up; with an error of ours, much earlier. */
const attemptsOfTeams = 200
const attemptsOfOurs = 8

/**
 * Returns when nothing is due. What waits for its time needs no result: `OutboxStore.next` has then enqueued the job
 * that comes for it. Throws if the database fails or `signal` is aborted; the job is tried again.
 *
 * A message is marked as sent right after Teams has taken it, in a transaction that does nothing else. If the process
 * dies in that instant, the message is sent again: an edit makes no difference, a new message then stands there twice.
 * Teams offers no key by which it could recognise a repeated message.
 */
export async function deliver(conversation: string, delivery: Delivery): Promise<void> {
  const { outbox, signal } = delivery
  for (;;) {
    signal.throwIfAborted()
    const waiting = await outbox.next(conversation)
    if (waiting === null) return
    const reference = await outbox.referenceOf(conversation)
    if (reference === null) await outbox.giveUp(waiting.id, 'the conversation was never heard of')
    else await deliverOne(waiting, reference, delivery)
  }
}

async function deliverOne(
  waiting: Waiting,
  reference: Readonly<Record<string, unknown>>,
  { outbox, messenger, now, random, log }: Delivery,
): Promise<void> {
  let activityId: string | null
  try {
    activityId = await send(waiting, reference, messenger)
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    const about = {
      err: error,
      conversation: waiting.conversation,
      outboxId: waiting.id,
      attempts: waiting.attempts + 1,
    }
    if (isFinal(error, waiting)) {
      log.error(about, 'message given up')
      return outbox.giveUp(waiting.id, message)
    }
    const asked = error instanceof TeamsFault ? error.retryAfterMs : null
    const delayMs = retryDelayMs(waiting.attempts, asked, random())
    log.warn({ ...about, delayMs }, 'message postponed')
    return outbox.postpone(waiting.id, new Date(now().getTime() + delayMs), message)
  }
  await outbox.sent(waiting.id, activityId)
}

/** The activity's id; a message that is gone (deleted by somebody) is posted anew instead of edited. */
async function send(
  { message, activityId }: Waiting,
  reference: Readonly<Record<string, unknown>>,
  messenger: Messenger,
): Promise<string | null> {
  if (activityId === null) return messenger.post(reference, message)
  try {
    await messenger.edit(reference, activityId, message)
    return activityId
  } catch (error) {
    if (error instanceof TeamsFault && error.faultClass === 'gone') return messenger.post(reference, message)
    throw error
  }
}

function isFinal(error: unknown, { attempts }: Waiting): boolean {
  if (!(error instanceof TeamsFault)) return attempts + 1 >= attemptsOfOurs
  return error.faultClass !== 'retry' || attempts + 1 >= attemptsOfTeams
}
