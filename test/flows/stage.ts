/** What every flow plays on: the simulated Azure, the bot, Teams on loopback, and people. */
import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals'
import { type Peerbot, startPeerbot } from './peerbot-processes.ts'
import { alex, type Conversation, newConversation, type PersonId, peopleOf } from './people.ts'
import { buttonsOf, type LoopbackTeams, type PostedMessage, startTeams, words } from './teams-on-loopback.ts'

export interface Stage {
  peerbot: Peerbot
  teams: LoopbackTeams
  people: ReturnType<typeof peopleOf>
  /** Somebody asks in a new conversation; gives the card that answers, and the request's number. */
  ask(who?: PersonId, sentence?: string, kind?: Conversation['kind']): Promise<Asked>
  /** The request's own card, when it shows this. */
  cardShows(asked: Asked, pattern: RegExp, withinMs?: number): Promise<PostedMessage>
  /** What Azure has on the VNet of a cloud of the first subscription. */
  peerings(cloud: string): Promise<{ name: string; peeringState: string }[]>
}

export interface Asked {
  here: Conversation
  card: PostedMessage
  number: number
}

export const isRequestCard = (message: PostedMessage) =>
  /#\d+/.test(words(message)) && buttonsOf(message.activity).length > 0
export const says = (pattern: RegExp) => (message: PostedMessage) => pattern.test(words(message))

interface ArmPeering {
  name: string
  properties: { peeringState: string }
}

const subscription = '11111111-1111-4111-8111-111111111111'

/** The new message at the end of a run that has proven every connection. */
export const isResult = says(/^<at>.*connected.*read back Connected/s)

/** One stage for a test file; before each test the simulated Azure is as at first, after each nothing stays open. */
export function setStage(environment: Record<string, string> = {}): Stage {
  const stage: Partial<Stage> = {}
  const open: { who: PersonId; asked: Asked }[] = []

  beforeAll(async () => {
    const [peerbot, teams] = await Promise.all([startPeerbot(environment), startTeams()])
    const people = peopleOf(peerbot.address, teams)
    Object.assign(stage, { peerbot, teams, people })
  }, 60_000)

  afterAll(async () => {
    await Promise.all([stage.peerbot?.stop(), stage.teams?.stop()])
  })

  beforeEach(async () => {
    await stage.peerbot?.azure('POST', '/simulator/reset')
  })

  afterEach(async () => {
    for (const { who, asked } of open.splice(0)) {
      const data = { request: asked.number, revision: 1 }
      await stage.people?.invoke(who, asked.here, { type: 'Action.Execute', verb: 'cancel', data })
    }
  })

  const set = (): Stage => stage as Stage
  stage.ask = async (who = alex, sentence = 'connect cloudA to cloudB', kind = 'personal') => {
    const here = newConversation(kind)
    await set().people.say(who, here, sentence)
    const card = await set().teams.until(here.id, isRequestCard)
    const asked = { here, card, number: Number(/#(\d+)/.exec(words(card))?.[1]) }
    open.push({ who, asked })
    return asked
  }
  stage.cardShows = ({ here, card }, pattern, withinMs) =>
    set().teams.until(here.id, (message) => message.id === card.id && pattern.test(words(message)), withinMs)
  stage.peerings = async (cloud) => {
    const network = `resourceGroups/rg-${cloud}/providers/Microsoft.Network/virtualNetworks/vnet-${cloud}`
    const path = `/subscriptions/${subscription}/${network}/virtualNetworkPeerings?api-version=2024-03-01`
    const { value } = (await set().peerbot.azure('GET', path)) as { value: ArmPeering[] }
    return value.map(({ name, properties }) => ({ name, peeringState: properties.peeringState }))
  }
  return set()
}
