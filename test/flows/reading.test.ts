/** What people read without changing anything, and what is not to be read. */
import { describe, expect, it } from '@jest/globals'
import { adele, alex, isaiah, megan, newConversation, patti } from './people.ts'
import { isRequestCard, isResult, says, setStage } from './stage.ts'
import { buttonsOf, words } from './teams-on-loopback.ts'

const stage = setStage()

async function answerTo(sentence: string, who = alex): Promise<string> {
  const here = newConversation()
  await stage.people.say(who, here, sentence)
  return words(await stage.teams.until(here.id, (message) => message.activity.type === 'message'))
}

describe('reading', () => {
  it('shows that it is at work before it answers', async () => {
    const here = newConversation()
    await stage.people.say(alex, here, 'clouds')
    await stage.teams.until(here.id, says(/Private clouds/))
    expect(stage.teams.messages(here.id)[0]?.activity.type).toBe('typing')
  })

  it('lists the private clouds of all subscriptions, with generation and state', async () => {
    const list = await answerTo('clouds', patti)
    for (const name of ['cloudA', 'cloudB', 'cloudC', 'cloudD', 'cloudE', 'cloudF', 'cloudG', 'cloudH'])
      expect(list).toContain(name)
    expect(list).toMatch(/Gen 1/)
    expect(list).toMatch(/Updating/)
    expect(list).toContain('10.110.2.0/24')
  })

  it('reads the state of a connection live: what was changed a moment ago is seen', async () => {
    expect(await answerTo('status cloudG to cloudH')).toMatch(/Out of sync/)
    const id = `/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/rg-cloudG/providers/Microsoft.Network/virtualNetworks/vnet-cloudG/virtualNetworkPeerings/cloudG-to-cloudH`
    await stage.peerbot.azure('POST', '/simulator/peerings/delete', { id })
    expect(await answerTo('status cloudG to cloudH')).toMatch(/Disconnected/)
    expect(await answerTo('status cloudG')).toMatch(/Disconnected/)
    expect(await answerTo('status cloudA to cloudB')).toMatch(/Not connected|None/i)
  })

  it('shows what Azure has of a request', async () => {
    const asked = await stage.ask()
    await stage.people.press(megan, asked.here, asked.card, 'approve')
    await stage.teams.until(asked.here.id, isResult)
    expect(await answerTo(`status #${asked.number}`)).toMatch(/cloudA[\s\S]*FullyInSync/)
    expect(await answerTo('requests')).toContain(`#${asked.number}`)
  })

  it.each(['help', 'Hi', 'HELLO'])('greets and helps on "%s"', async (sentence) => {
    expect(await answerTo(sentence)).toMatch(/connect CLOUD to CLOUD/)
  })

  it.each(['', '   ', '\u200b'])('answers an empty message %j too', async (sentence) => {
    expect(await answerTo(sentence)).toMatch(/help/)
  })
})

describe('cards that were tampered with', () => {
  const action = (verb: string, data: unknown) => ({ type: 'Action.Execute', verb, data })

  it.each([
    ['a request that does not exist', action('approve', { request: 987_654, revision: 1 }), /no request #987654/],
    ['no request at all', action('approve', {}), /no longer works/],
    ['a verb that there is not', action('drop-tables', { request: 1, revision: 1 }), /no longer works/],
    ['a request that is no number', action('approve', { request: '1 or 1=1', revision: 1 }), /no longer works/],
  ])('are refused with a sentence: %s', async (_what, given, sentence) => {
    const answer = await stage.people.invoke(megan, newConversation(), given)
    expect(answer).toMatchObject({ status: 200, type: 'application/vnd.microsoft.activity.message' })
    expect(answer.value).toMatch(sentence)
  })

  it('count for nothing where they name another plan or somebody else', async () => {
    const asked = await stage.ask(alex, 'connect cloudB to cloudH')
    const data = { request: asked.number, revision: 1 }
    const older = await stage.people.invoke(megan, asked.here, action('approve', { ...data, revision: 2 }))
    expect(older.value).toMatch(/has changed since/)
    const forged = { ...data, approver: megan.aadObjectId, from: megan, person: { objectId: megan.aadObjectId } }
    expect((await stage.people.invoke(isaiah, asked.here, action('approve', forged))).value).toMatch(/not among those/)
    const now = words(await stage.cardShows(asked, /Waiting for approval/))
    expect(now).toMatch(/0 of 1/)
  })

  it('decide the same by the fallback of clients that know no Action.Execute', async () => {
    const asked = await stage.ask(alex, 'connect cloudB to cloudH')
    const [button] = buttonsOf(asked.card.activity)
    const value = { ...button?.data, verb: 'reject', because: 'not today' }
    await stage.people.send(stage.people.activity(megan, asked.here, { type: 'message', value }))
    await stage.teams.until(asked.here.id, says(/was rejected by Megan Bowen: not today/))
  })
})

describe('two who press at once', () => {
  it('both get the true picture, and the run is one', async () => {
    const asked = await stage.ask(alex, 'connect cloudA to cloudH')
    await Promise.all([
      stage.people.press(megan, asked.here, asked.card, 'approve'),
      stage.people.press(adele, asked.here, asked.card, 'approve'),
    ])
    await stage.teams.until(asked.here.id, isResult)
    expect(stage.teams.messages(asked.here.id).filter(isResult)).toHaveLength(1)
    expect(stage.teams.messages(asked.here.id).filter(isRequestCard)).toHaveLength(0)
    expect(await stage.peerings('cloudA')).toHaveLength(1)
  })
})
