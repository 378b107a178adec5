/** A request and what belongs to it, as small as the schemas allow. */
import type { Message } from '../../src/chat/message.ts'
import type { Said } from '../../src/commands/incoming.ts'
import type { ConversationReference } from '../../src/commands/ports.ts'
import type { PeeringRequest, Person, Vote } from '../../src/requests/model.ts'

export const alex = person('alex')
export const megan = person('megan')

export function person(name: string): Person {
  return { tenantId: 'tenant', objectId: `object-${name}`, teamsId: `29:${name}`, name }
}

export function draft(changes: Partial<PeeringRequest> = {}): Omit<PeeringRequest, 'number' | 'version'> {
  return {
    state: 'pending',
    requester: alex,
    conversation: 'channel',
    reason: null,
    plan: { operation: 'connect', topology: 'pair', connections: [], findings: [], fingerprint: 'f' },
    revision: 1,
    terms: { rule: 'local', policyVersion: 1, needed: 1, approvers: [], requesterMayApprove: false },
    votes: [],
    progress: [],
    ending: null,
    createdAt: new Date('2026-03-01T08:00:00Z'),
    expiresAt: new Date('2026-03-02T08:00:00Z'),
    ...changes,
  }
}

export function vote(by: Person, changes: Partial<Vote> = {}): Vote {
  return {
    person: by,
    decision: 'approve',
    because: null,
    revision: 1,
    at: new Date('2026-03-01T09:00:00Z'),
    ...changes,
  }
}

export function text(words: string): Message {
  return { kind: 'text', text: words, mention: null }
}

export function said(id: string, words = 'status'): Said {
  return { kind: 'said', id, person: alex, conversation: 'channel', place: 'channel', text: words }
}

export function reference(conversation: string, changes: Partial<ConversationReference> = {}): ConversationReference {
  return { conversation, place: 'channel', objectId: null, reference: { serviceUrl: 'https://one' }, ...changes }
}
