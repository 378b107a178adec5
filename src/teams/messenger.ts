/** Sends to Teams what waits in the outbox. */
import type { Activity } from 'botbuilder'
import { z } from 'zod/v4'
import { type Messenger, TeamsFault } from '../outbox/ports.ts'
import type { PeerbotAdapter } from './adapter.ts'
import { toActivity } from './to-activity.ts'

/** Of a stored reference, what is needed to reach the conversation again. */
const referenceSchema = z.object({
  serviceUrl: z.url(),
  channelId: z.string(),
  conversation: z.object({
    id: z.string(),
    name: z.string().default(''),
    isGroup: z.boolean().default(false),
    conversationType: z.string().default('personal'),
  }),
  bot: z.object({ id: z.string(), name: z.string().default('') }),
})

/** How long one send may take: a dead address would cost the SDK's own retries each time. */
const sendMs = 15_000

export function createMessenger(adapter: PeerbotAdapter, appId: string): Messenger {
  async function within<T>(
    stored: Readonly<Record<string, unknown>>,
    send: (reply: {
      post(activity: Partial<Activity>): Promise<string | null>
      edit(activity: Partial<Activity>): Promise<void>
    }) => Promise<T>,
  ): Promise<T> {
    const reference = referenceSchema.parse(stored)
    let result: { value: T } | null = null
    const sending = adapter.continueConversationAsync(appId, reference, async (context) => {
      // Not a reply to the activity that the reference was taken from: it stands on its own.
      delete context.activity.replyToId
      result = {
        value: await send({
          post: async (activity) => (await context.sendActivity(activity))?.id ?? null,
          edit: async (activity) => {
            await context.updateActivity(activity)
          },
        }),
      }
    })
    await inTime(sending)
    if (!result) throw new TeamsFault('the turn for a message was not run', 'retry', null, undefined)
    return (result as { value: T }).value
  }

  return {
    post: (reference, message) =>
      within(reference, ({ post }) => post(toActivity(message))).catch((error: unknown) => throwFault(error)),
    edit: (reference, activityId, message) =>
      within(reference, ({ edit }) => edit({ ...toActivity(message), id: activityId })).catch((error: unknown) =>
        throwFault(error),
      ),
  }
}

async function inTime(sending: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TeamsFault('Teams did not answer in time', 'retry', null, undefined)), sendMs)
  })
  try {
    await Promise.race([sending, late])
  } finally {
    clearTimeout(timer)
  }
}

const connectorError = z.object({ statusCode: z.number() })

/** Teams: 429, 412, 502 and 504 are to be tried again (Microsoft docs: rate limiting for bots); 404 is gone. */
function throwFault(error: unknown): never {
  if (error instanceof TeamsFault) throw error
  const status = connectorError.safeParse(error).data?.statusCode
  const message = error instanceof Error ? error.message : String(error)
  throw new TeamsFault(message, faultClass(status), retryAfter(error), error)
}

function faultClass(status: number | undefined): TeamsFault['faultClass'] {
  // 501: the client cannot edit this message (the Playground for deletes): a new one does.
  if (status === 404 || status === 410) return 'gone'
  if (status === undefined || status === 408 || status === 412 || status === 429 || status >= 500) return 'retry'
  return 'give-up'
}

/** Milliseconds, from a Retry-After header in seconds. The headers are an object of the SDK's own, asked by its method. */
function retryAfter(error: unknown): number | null {
  const headers = property(property(error, 'response'), 'headers')
  const get = property(headers, 'get')
  const seconds = typeof get === 'function' ? Number(get.call(headers, 'retry-after')) : Number.NaN
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : null
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}
