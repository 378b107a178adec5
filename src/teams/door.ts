/** The door for activities: what may come in, and the HTTP answer it gets. */
import type { Application, TurnState } from '@microsoft/teams-ai'
import type { Activity } from 'botbuilder'
import type { Logger } from 'pino'
import type { PeerbotAdapter } from './adapter.ts'
import { checkActivity } from './parse-activity.ts'

export interface DoorAnswer {
  status: number
  body: unknown
}

export type Door = (authorization: string, body: unknown) => Promise<DoorAnswer>

/**
 * 403 for an activity without a sender or of another tenant, 401 for one that Bot Framework's token does not vouch for,
 * 500 (with an id, never our error) for a fault of ours: Teams then sends it again.
 */
export function createDoor(parts: {
  adapter: PeerbotAdapter
  bot: Application<TurnState>
  tenants: readonly string[]
  newId(): string
  log: Logger
}): Door {
  const { adapter, bot, tenants, newId, log } = parts
  return async (authorization, body) => {
    const wanted = isAnswered(body)
    const checked = wanted ? checkActivity(body, tenants) : null
    if (checked && !checked.ok) {
      log.warn({ why: checked.why }, 'activity refused at the door')
      return { status: 403, body: { error: 'This activity is not accepted.' } }
    }
    let authenticated = false
    try {
      const response = await adapter.receive(authorization, body as Activity, async (context) => {
        authenticated = true
        if (wanted) await bot.run(context)
      })
      return { status: response?.status ?? 200, body: response?.body }
    } catch (error) {
      // The SDK throws an AuthenticationError for most bad tokens, but a plain error for a forged signature.
      if (!authenticated) {
        log.warn({ err: error }, 'activity not authenticated')
        return { status: 401, body: undefined }
      }
      const id = newId()
      log.error({ faultId: id, err: error }, 'fault in a turn')
      return { status: 500, body: { error: `Fault ${id}` } }
    }
  }
}

const answered = new Set(['message', 'invoke', 'installationUpdate'])

/** Members coming and going, typing, reactions: Teams wants its 200, and there is nothing to do. */
function isAnswered(body: unknown): boolean {
  const type = typeof body === 'object' && body !== null && 'type' in body ? body.type : undefined
  return typeof type !== 'string' || answered.has(type)
}
