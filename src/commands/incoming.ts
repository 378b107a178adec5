/** What comes from Teams, as plain values. `src/teams` makes them from activities. */
import { z } from 'zod/v4'
import { personSchema } from '../requests/model.ts'

const base = {
  /** Conversation and activity id joined: the key of the inbox row. */
  id: z.string(),
  person: personSchema,
  conversation: z.string(),
  place: z.enum(['personal', 'groupChat', 'channel']),
}

/** Something typed; the bot's mention is taken out. */
export const saidSchema = z.object({ kind: z.literal('said'), ...base, text: z.string() })

/** A button of a request's card. Nothing in it is trusted: the request is looked up, the person checked. */
export const pressedSchema = z.object({
  kind: z.literal('pressed'),
  ...base,
  verb: z.string(),
  request: z.number().int(),
  revision: z.number().int(),
  because: z.string().nullable(),
})

/** The connect form, sent. Ids are looked up again. */
export const submittedSchema = z.object({
  kind: z.literal('submitted'),
  ...base,
  /** The activity that holds the form: it is edited into the answer. Null where Teams does not say. */
  activityId: z.string().nullable(),
  chosen: z.array(z.string()),
  topology: z.enum(['mesh', 'star']),
  centre: z.string().nullable(),
  reason: z.string(),
})

/** The bot was added to a conversation, or somebody opened their chat with it. */
export const joinedSchema = z.object({ kind: z.literal('joined'), ...base })

export const incomingSchema = z.discriminatedUnion('kind', [saidSchema, pressedSchema, submittedSchema, joinedSchema])
export type Incoming = z.infer<typeof incomingSchema>
export type Said = z.infer<typeof saidSchema>
export type Pressed = z.infer<typeof pressedSchema>
export type Submitted = z.infer<typeof submittedSchema>
export type Joined = z.infer<typeof joinedSchema>
