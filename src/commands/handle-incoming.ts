/** What was taken into the inbox is handled here, once: reading first, then one transaction. */
import type { ConnectForm, Message } from '../chat/message.ts'
import type { CommandArguments, Role } from '../chat/parser/description.ts'
import { parse } from '../chat/parser/parse.ts'
import { faultSentence, ours } from '../chat/text/faults.ts'
import { refusals } from '../chat/text/refusals.ts'
import { unclearAnswer } from '../chat/text/unclear.ts'
import { AzureFault } from '../peering/azure-fault.ts'
import { hasRole } from '../requests/approval-terms.ts'
import type { Person } from '../requests/model.ts'
import type { Transaction } from '../requests/ports.ts'
import { requestCard } from '../requests/request-card.ts'
import { type Answer, type CommandRoom, say } from './command.ts'
import { connect } from './connect.ts'
import { connectForm } from './connect-form.ts'
import { helpFor, helpForAll } from './help.ts'
import type { Incoming, Joined, Said, Submitted } from './incoming.ts'
import type { Inbox } from './ports.ts'
import { waitsFor } from './requests.ts'

/** Handles one activity of the inbox; one that is done already is left alone. Throws only what may pass, and not on the last attempt. */
export async function handleIncoming(id: string, inbox: Inbox, room: CommandRoom, lastAttempt: boolean): Promise<void> {
  const incoming = await inbox.open(id)
  if (!incoming) return
  try {
    await handle(incoming, inbox, room)
  } catch (error) {
    if (!lastAttempt || !(await inbox.open(id))) throw error
    await apologise(incoming, inbox, room, error)
  }
}

/** Nobody comes for it again: whoever waits for an answer is told. */
async function apologise(incoming: Incoming, inbox: Inbox, room: CommandRoom, error: unknown): Promise<void> {
  const id = room.newId()
  room.log.error({ faultId: id, err: error, inboxId: incoming.id }, 'activity given up')
  await room.store.transaction(async (tx) => {
    await tx.post(incoming.conversation, say(ours(id)))
    await inbox.close(tx, incoming.id)
  })
}

async function handle(incoming: Incoming, inbox: Inbox, room: CommandRoom): Promise<void> {
  const answer = await answerOrApology(incoming, room)
  const replaces = incoming.kind === 'submitted' ? incoming.activityId : null
  await room.store.transaction(async (tx) => {
    const shown = replaces ? await tx.requestShownIn(incoming.conversation, replaces) : null
    const messages = typeof answer === 'function' ? await answer(tx) : answer
    for (const message of messages) await deliver(tx, incoming.conversation, message, shown === null ? replaces : null)
    if (shown !== null) await showAgain(tx, shown)
    await inbox.close(tx, incoming.id)
  })
}

/** The answer to a form takes the form's place; everything else is a new message. */
async function deliver(
  tx: Transaction,
  conversation: string,
  message: Message,
  replaces: string | null,
): Promise<void> {
  if (replaces) await tx.replace(conversation, replaces, message)
  else await tx.post(conversation, message)
}

/** A form that was sent before has become a request's card; sending it again has put a working card over that. */
async function showAgain(tx: Transaction, number: number): Promise<void> {
  const request = await tx.findRequest(number)
  if (request) await tx.updateCopies(number, requestCard(request))
}

/** A fault of Azure is told in a sentence; of a fault of ours people see the id, and the log the rest. */
async function answerOrApology(incoming: Incoming, room: CommandRoom): Promise<Answer> {
  try {
    return await answerTo(incoming, room)
  } catch (error) {
    if (error instanceof AzureFault) {
      room.log.warn({ code: error.code, status: error.status, err: error }, 'azure fault while answering')
      return [say(faultSentence(error.code, null))]
    }
    const id = room.newId()
    room.log.error({ faultId: id, err: error }, 'fault while answering')
    return [say(ours(id))]
  }
}

function answerTo(incoming: Incoming, room: CommandRoom): Promise<Answer> {
  switch (incoming.kind) {
    case 'said':
      return answerSentence(incoming, room)
    case 'submitted':
      return answerForm(incoming, room)
    case 'joined':
      return greet(incoming, room)
    case 'pressed':
      throw new Error('a pressed button is answered with its turn, not from the inbox')
  }
}

async function answerSentence({ text, person, conversation }: Said, room: CommandRoom): Promise<Answer> {
  const parsed = parse(text, room.commands)
  if (parsed.kind === 'unclear') return [say(unclearAnswer(parsed.problem, parsed.nearest))]
  const command = room.commands.find((candidate) => candidate.name === parsed.name)
  if (!command) throw new Error(`the parser gave '${parsed.name}', which is no command`)
  const refusal = roleRefusal(command.role, person, room)
  if (refusal) return [say(refusal)]
  return command.run({ arguments: parsed.arguments, person, conversation, replaces: null }, room)
}

/** Null: the policy lets the person. */
function roleRefusal(role: Role, person: Person, room: CommandRoom): string | null {
  const policy = room.policy()
  if (role === 'anyone') return null
  if (!hasRole(policy, person, 'look')) return refusals.notKnown(null)
  return role === 'request' && !hasRole(policy, person, 'request') ? refusals.mayOnlyLook() : null
}

/** The same as if it had been typed; what cannot be asked for comes back as the form, with what was entered. */
async function answerForm(form: Submitted, room: CommandRoom): Promise<Answer> {
  const { person, conversation, activityId } = form
  const refusal = roleRefusal(connect.role, person, room)
  if (refusal) return [say(refusal)]
  const names = inOrder(form)
  if (names.length < 2) return [await formAgain(form, 'Choose at least two private clouds.', room)]
  const topology = names.length === 2 ? 'pair' : form.topology
  const given: CommandArguments = {
    clouds: { topology, names },
    request: null,
    because: form.reason.trim() || null,
  }
  const answer = await connect.run({ arguments: given, person, conversation, replaces: activityId }, room)
  return typeof answer === 'function' ? answer : Promise.all(answer.map((message) => asForm(message, form, room)))
}

/** The centre first, where there is one. */
function inOrder({ chosen, centre, topology }: Submitted): string[] {
  const all = [...new Set(chosen)]
  return topology === 'star' && centre ? [centre, ...all.filter((id) => id !== centre)] : all
}

async function asForm(message: Message, form: Submitted, room: CommandRoom): Promise<Message> {
  return message.kind === 'text' ? formAgain(form, message.text, room) : message
}

function formAgain(form: Submitted, error: string, room: CommandRoom): Promise<ConnectForm> {
  return connectForm(room.clouds, { ...form, error })
}

/** In a person's own chat: what Peerbot does, and what waits for them. Elsewhere: what to type. */
async function greet({ person, place, conversation }: Joined, room: CommandRoom): Promise<Answer> {
  return async (tx) => {
    if (place !== 'personal') return [helpForAll(room.commands)]
    const open = await tx.listRequests({ open: true, limit: 50 })
    for (const request of [...open].reverse().filter((request) => waitsFor(request, person))) {
      const here = await tx.conversationsWithCopy(request.number)
      // A card that was here and is gone with an earlier installation is posted anew when its edit finds nothing.
      if (here.includes(conversation)) await tx.updateCopies(request.number, requestCard(request))
      else await tx.post(conversation, requestCard(request), request.number)
    }
    return [helpFor(person, room.policy(), room.commands)]
  }
}
