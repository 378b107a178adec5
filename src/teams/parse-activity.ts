/** From a Teams activity to one of our plain values. The only place that reads the shape of what Teams sends. */
import { z } from 'zod/v4'
import type { Incoming } from '../commands/incoming.ts'
import type { ConversationReference } from '../commands/ports.ts'

/** What every activity must have before it is looked at: a sender whom Entra knows, of a tenant that may talk to us. */
const activitySchema = z.object({
  type: z.string(),
  id: z.string().min(1).max(500),
  name: z.string().optional(),
  action: z.string().optional(),
  serviceUrl: z.url(),
  channelId: z.string(),
  from: z.object({ id: z.string().min(1), name: z.string().optional(), aadObjectId: z.uuid() }),
  recipient: z.object({ id: z.string() }),
  conversation: z.object({
    id: z.string().min(1).max(1000),
    conversationType: z.string().optional(),
    tenantId: z.string().optional(),
  }),
  channelData: z.object({ tenant: z.object({ id: z.string() }).optional() }).nullish(),
  replyToId: z.string().optional(),
  text: z.string().nullish(),
  value: z.unknown(),
})
export type Activity = z.infer<typeof activitySchema>

export type Checked = { ok: true; activity: Activity; tenantId: string } | { ok: false; why: string }

/**
 * Refuses what has no sender or comes from a tenant that is not ours: the SDK checks neither.
 * Takes the body as received; `why` is for the log.
 */
export function checkActivity(body: unknown, tenants: readonly string[]): Checked {
  const parsed = activitySchema.safeParse(body)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    return { ok: false, why: `${issue?.path.join('.') ?? 'body'}: ${issue?.message ?? 'not an activity'}` }
  }
  const { conversation, channelData } = parsed.data
  const named = [conversation.tenantId, channelData?.tenant?.id].filter((id) => id !== undefined)
  const [tenantId] = named
  if (!tenantId) return { ok: false, why: 'no tenant' }
  // Both places must agree: a body that names two tenants is forged.
  if (!named.every((id) => tenants.includes(id.toLowerCase()))) return { ok: false, why: `tenant ${named.join(', ')}` }
  return { ok: true, activity: parsed.data, tenantId: tenantId.toLowerCase() }
}

const scalar = z.union([z.string(), z.number()])
/** PostgreSQL's integer, which numbers requests. */
const numbered = z.coerce.number().int().positive().max(2_147_483_647)
const cardData = z.object({ request: numbered, revision: numbered })
const formData = z.object({
  chosen: z.string().max(100_000),
  topology: z.enum(['mesh', 'star']).catch('mesh'),
  centre: z.string().optional(),
  reason: z.string().max(2_000).optional(),
})
const executeValue = z.object({ action: z.object({ verb: z.string().max(100), data: z.unknown() }) })
const submitValue = z.looseObject({ verb: z.string().max(100) })
const because = z.object({ because: scalar.transform(String).optional() })

/** Null: nothing that Peerbot answers (a reaction, a member who left). */
export function parseActivity(activity: Activity, tenantId: string, text: string): Incoming | null {
  const base = {
    id: `${conversationKey(activity)} ${activity.id}`,
    person: {
      tenantId,
      objectId: activity.from.aadObjectId.toLowerCase(),
      teamsId: activity.from.id,
      name: activity.from.name?.trim() || 'Somebody',
    },
    conversation: conversationKey(activity),
    place: placeOf(activity),
  }
  if (activity.type === 'installationUpdate')
    return activity.action?.startsWith('add') ? { kind: 'joined', ...base } : null
  const pressed = pressedButton(activity)
  if (pressed) return fromButton(pressed, base, activity.replyToId ?? null)
  return activity.type === 'message' ? { kind: 'said', ...base, text } : null
}

type Base = Pick<Incoming, 'id' | 'person' | 'conversation' | 'place'>

/** Action.Execute comes as an invoke, its fallback Action.Submit as a message with a value. */
function pressedButton(activity: Activity): { verb: string; data: unknown } | null {
  if (activity.type === 'invoke') return executeValue.safeParse(activity.value).data?.action ?? null
  if (activity.type !== 'message' || activity.text) return null
  const submitted = submitValue.safeParse(activity.value).data
  return submitted ? { verb: submitted.verb, data: submitted } : null
}

function fromButton(
  { verb, data }: { verb: string; data: unknown },
  base: Base,
  activityId: string | null,
): Incoming | null {
  if (verb === 'submit') {
    const form = formData.safeParse(data).data
    if (!form) return null
    const chosen = form.chosen.split(',').filter((id) => id !== '')
    const { topology, centre = null, reason = '' } = form
    return { kind: 'submitted', ...base, activityId, chosen, topology, centre: centre || null, reason }
  }
  const card = cardData.safeParse(data).data
  if (!card) return null
  const reason = because.safeParse(data).data?.because?.trim() || null
  return { kind: 'pressed', ...base, verb, ...card, because: reason }
}

/** A place is known by service address and conversation id together. */
export function conversationKey({ serviceUrl, conversation }: Pick<Activity, 'serviceUrl' | 'conversation'>): string {
  return `${serviceUrl.replace(/\/+$/, '')} ${conversation.id}`
}

function placeOf({ conversation }: Activity): Incoming['place'] {
  if (conversation.conversationType === 'channel') return 'channel'
  return conversation.conversationType === 'groupChat' ? 'groupChat' : 'personal'
}

/** What is kept of a conversation, to reach it again. */
export function referenceFrom(incoming: Incoming, reference: Readonly<Record<string, unknown>>): ConversationReference {
  const { conversation, place, person } = incoming
  return { conversation, place, objectId: place === 'personal' ? person.objectId : null, reference }
}
