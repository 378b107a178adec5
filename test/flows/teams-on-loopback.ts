/** Teams as the bot sees it: a Bot Framework connector on loopback that keeps every conversation's messages. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { z } from 'zod/v4'

const activitySchema = z.looseObject({
  type: z.string(),
  text: z.string().optional(),
  summary: z.string().optional(),
  entities: z.array(z.looseObject({ type: z.string() })).optional(),
  attachments: z.array(z.looseObject({ contentType: z.string(), content: z.unknown() })).optional(),
})
export type PostedActivity = z.infer<typeof activitySchema>

/** A message as it stands now, with every version it had. */
export interface PostedMessage {
  id: string
  conversation: string
  activity: PostedActivity
  versions: PostedActivity[]
}

export interface LoopbackTeams {
  serviceUrl: string
  messages(conversation: string): PostedMessage[]
  /** The first message for which `found` is true, now or later; rejects with a transcript after `withinMs`. */
  until(conversation: string, found: (message: PostedMessage) => boolean, withinMs?: number): Promise<PostedMessage>
  /** As if everybody's client had lost them: edits find nothing from now on. */
  forget(conversation: string): void
  stop(): Promise<void>
}

const path = /^\/v3\/conversations\/([^/]+)\/activities(?:\/([^/]+))?$/

export async function startTeams(): Promise<LoopbackTeams> {
  const messages: PostedMessage[] = []
  const waiting = new Set<() => void>()
  let count = 0

  function accept(method: string, conversation: string, id: string | undefined, activity: PostedActivity) {
    if (method === 'PUT') {
      const message = messages.find((known) => known.id === id && known.conversation === conversation)
      if (!message) return { status: 404, body: { error: { code: 'NotFound', message: 'no such activity' } } }
      message.activity = activity
      message.versions.push(activity)
      return { status: 200, body: { id } }
    }
    count += 1
    const message = { id: `m${count}`, conversation, activity, versions: [activity] }
    messages.push(message)
    return { status: 201, body: { id: message.id } }
  }

  const server = createServer(async (request: IncomingMessage, response: ServerResponse) => {
    const [, conversation, id] = path.exec(new URL(request.url ?? '/', 'http://teams').pathname) ?? []
    const answer =
      conversation === undefined
        ? { status: 404, body: {} }
        : accept(request.method ?? '', decodeURIComponent(conversation), id, activitySchema.parse(await json(request)))
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body))
    for (const look of [...waiting]) look()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('no address')

  const of = (conversation: string) => messages.filter((message) => message.conversation === conversation)
  return {
    serviceUrl: `http://127.0.0.1:${address.port}`,
    messages: of,
    until(conversation, found, withinMs = 20_000) {
      return new Promise((resolve, reject) => {
        const look = () => {
          const message = of(conversation).find(found)
          if (!message) return
          finish()
          resolve(message)
        }
        const late = setTimeout(() => {
          finish()
          reject(new Error(`not seen within ${withinMs} ms; ${conversation} holds:\n${transcript(of(conversation))}`))
        }, withinMs)
        const finish = () => {
          clearTimeout(late)
          waiting.delete(look)
        }
        waiting.add(look)
        look()
      })
    },
    forget(conversation) {
      const kept = messages.filter((message) => message.conversation !== conversation)
      messages.splice(0, messages.length, ...kept)
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function json(request: IncomingMessage): Promise<unknown> {
  let text = ''
  for await (const chunk of request) text += chunk
  return JSON.parse(text)
}

function transcript(messages: PostedMessage[]): string {
  return messages.map((message) => `- ${message.id}: ${words(message)}`).join('\n')
}

/** Everything a person would read in a message: its text, or every text of its card. */
export function words(message: { activity: PostedActivity }): string {
  const { text, attachments } = message.activity
  return [text ?? '', ...(attachments ?? []).flatMap((attachment) => textsOf(attachment.content))].join('\n').trim()
}

/** Every text in a card, in the order of the JSON, which is the order of reading. */
export function textsOf(card: unknown): string[] {
  if (Array.isArray(card)) return card.flatMap(textsOf)
  if (typeof card !== 'object' || card === null) return []
  return Object.entries(card).flatMap(([key, value]) =>
    typeof value === 'string'
      ? ['text', 'title', 'value', 'label', 'placeholder'].includes(key)
        ? [value]
        : []
      : key === 'fallback' || key === 'data'
        ? []
        : textsOf(value),
  )
}

/** The buttons of a card that answer with a verb, wherever they are. */
export function buttonsOf(card: unknown): { verb: string; title: string; data: Record<string, unknown> }[] {
  if (Array.isArray(card)) return card.flatMap(buttonsOf)
  if (typeof card !== 'object' || card === null) return []
  const button = z
    .looseObject({
      type: z.literal('Action.Execute'),
      verb: z.string(),
      title: z.string(),
      data: z.record(z.string(), z.unknown()).default({}),
    })
    .safeParse(card)
  const here = button.success ? [button.data] : []
  const inside = Object.entries(card).flatMap(([key, value]) =>
    key === 'fallback' || key === 'refresh' ? [] : buttonsOf(value),
  )
  return [...here, ...inside]
}
