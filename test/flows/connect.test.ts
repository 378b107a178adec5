/** The main job, as people live it: a sentence, a card, an approval, both peerings, the result. */
import { describe, expect, it } from '@jest/globals'
import { adele, alex, isaiah, megan, miriam, newConversation, patti } from './people.ts'
import { isRequestCard, isResult, says, setStage } from './stage.ts'
import { buttonsOf, words } from './teams-on-loopback.ts'

const stage = setStage()

describe.each(['personal', 'groupChat', 'channel'] as const)(
  'connect cloudA to cloudB in a %s conversation',
  (kind) => {
    it('asks with a card, connects after the approval, and tells the requester there', async () => {
      const { here, card, number } = await stage.ask(alex, 'connect cloudA to cloudB', kind)
      const shown = words(card)
      for (const part of ['Alex Wilber', 'cloudA', 'cloudB', 'vnet-cloudA', '10.10.0.0/22', '10.120.1.0/24', 'uksouth'])
        expect(shown).toContain(part)
      expect(shown).toContain('cloudA-to-cloudB')
      expect(shown).toContain('cloudB-to-cloudA')
      expect(shown).toMatch(/Megan Bowen/)
      expect(shown).toContain(`approve #${number}`)
      expect(
        buttonsOf(card.activity)
          .map((button) => button.verb)
          .sort(),
      ).toEqual(['approve', 'cancel', 'reject'])

      await stage.people.press(megan, here, card, 'approve')
      const result = await stage.teams.until(here.id, isResult)
      expect(words(result)).toContain('<at>Alex Wilber</at>')
      expect(words(result)).toContain(`#${number}`)
      const done = await stage.teams.until(
        here.id,
        (message) => message.id === card.id && /are connected/.test(words(message)),
      )
      expect(buttonsOf(done.activity)).toEqual([])
      expect(words(done)).toContain('Megan Bowen')

      await stage.people.say(alex, here, 'status cloudA to cloudB')
      const status = await stage.teams.until(here.id, says(/FullyInSync/))
      expect(words(status)).toMatch(/Connected/)
    })
  },
)

describe('who may decide', () => {
  it('refuses the requester, changes nothing, and lets somebody else approve after that', async () => {
    const { here, card, number } = await stage.ask(megan)
    const refused = await stage.people.press(megan, here, card, 'approve')
    expect(refused).toMatchObject({ status: 200, type: 'application/vnd.microsoft.activity.message' })
    expect(refused.value).toMatch(new RegExp(`You asked for #${number} yourself`))
    expect(refused.value).not.toMatch(/[`*]/)
    await stage.people.press(adele, here, card, 'approve')
    await stage.teams.until(here.id, isResult)
  })

  it.each([
    ['somebody who may only ask', isaiah, /not among those who decide/],
    ['somebody who may only look', patti, /not among those who decide/],
    ['somebody unknown to the policy', miriam, /no access to Peerbot/],
  ])('refuses %s, by click and by word', async (_who, person, sentence) => {
    const { here, card, number } = await stage.ask()
    const refused = await stage.people.press(person, here, card, 'approve')
    expect(refused.value).toMatch(sentence)
    await stage.people.say(person, here, `approve #${number}`)
    await stage.teams.until(here.id, says(sentence))
    await stage.people.say(alex, here, 'requests')
    const list = await stage.teams.until(
      here.id,
      (message) =>
        message.id !== card.id &&
        words(message).includes(`#${number}`) &&
        words(message).includes('connect cloudA to cloudB'),
    )
    expect(words(list)).toMatch(/[Ww]ait/)
    await stage.people.press(alex, here, card, 'cancel')
  })

  it('asks for two approvals of a global connection, and takes them from two people only', async () => {
    const { here, card, number } = await stage.ask(alex, 'connect cloudA to cloudC')
    expect(words(card)).toMatch(/2/)
    await stage.people.press(megan, here, card, 'approve')
    const again = await stage.people.press(megan, here, card, 'approve')
    expect(again.type).toBe('application/vnd.microsoft.card.adaptive')
    await stage.teams.until(
      here.id,
      (message) => message.id === card.id && /Megan Bowen[\s\S]*1 more|1 more[\s\S]*/.test(words(message)),
    )
    await stage.people.say(adele, here, `approve #${number}`)
    await stage.teams.until(here.id, isResult)
  })

  it('closes on a rejection and tells the requester why', async () => {
    const { here, card, number } = await stage.ask()
    await stage.people.press(adele, here, card, 'reject', { because: 'freeze until Monday' })
    const told = await stage.teams.until(here.id, says(/was rejected by Adele Vance: freeze until Monday/))
    expect(words(told)).toContain(`#${number}`)
    const data = { request: number, revision: 1 }
    const late = await stage.people.invoke(megan, here, { type: 'Action.Execute', verb: 'approve', data })
    expect(late.value).toMatch(/no longer open/)
  })

  it('lets only the requester cancel', async () => {
    const { here, card, number } = await stage.ask()
    await stage.people.say(megan, here, `cancel #${number}`)
    await stage.teams.until(here.id, says(/Only Alex Wilber/))
    await stage.people.say(alex, here, `cancel #${number}`)
    await stage.teams.until(
      here.id,
      (message) => message.id === card.id && /Cancelled\W+by Alex Wilber/.test(words(message)),
    )
  })
})

describe("the approver's own chat", () => {
  it('gets the card, can decide there, and every copy is kept up to date', async () => {
    const own = newConversation()
    await stage.people.join(megan, own)
    await stage.teams.until(own.id, says(/connect/))
    const { here, card, number } = await stage.ask()
    const copy = await stage.teams.until(
      own.id,
      (message) => isRequestCard(message) && words(message).includes(`#${number}`),
    )
    await stage.people.press(megan, own, copy, 'approve')
    await stage.teams.until(here.id, isResult)
    for (const [where, message] of [
      [here, card],
      [own, copy],
    ] as const)
      await stage.teams.until(where.id, (now) => now.id === message.id && /are connected/.test(words(now)))
  })

  it('shows what waits for somebody when they open their chat', async () => {
    const { here, card, number } = await stage.ask(alex, 'connect cloudB to cloudG')
    const own = newConversation()
    await stage.people.join(adele, own)
    await stage.teams.until(own.id, (message) => isRequestCard(message) && words(message).includes(`#${number}`))
    await stage.people.press(alex, here, card, 'cancel')
  })
})

describe('the form', () => {
  it('asks for the same by choosing, and keeps what was entered when something is wrong', async () => {
    const here = newConversation()
    await stage.people.say(alex, here, 'connect')
    const form = await stage.teams.until(here.id, (message) =>
      buttonsOf(message.activity).some((button) => button.verb === 'submit'),
    )
    const cloud = (name: string, subscription = '11111111-1111-4111-8111-111111111111') =>
      `/subscriptions/${subscription}/resourceGroups/rg-${name}/providers/Microsoft.AVS/privateClouds/${name}`
    const entered = { topology: 'mesh', reason: 'because of the migration' }
    await stage.people.press(alex, here, form, 'submit', {
      ...entered,
      chosen: `${cloud('cloudA')},${cloud('cloudD')}`,
    })
    const again = await stage.teams.until(
      here.id,
      (message) => message.id === form.id && /overlap/.test(words(message)),
    )
    expect(JSON.stringify(again.activity)).toContain('because of the migration')
    await stage.people.press(alex, here, again, 'submit', {
      ...entered,
      chosen: `${cloud('cloudA')},${cloud('cloudB')}`,
    })
    const card = await stage.teams.until(
      here.id,
      (message) => message.id === form.id && isRequestCard(message) && /vnet-cloudB/.test(words(message)),
    )
    expect(words(card)).toContain('because of the migration')
    await stage.people.press(megan, here, card, 'approve')
    await stage.teams.until(here.id, isResult)
  })
})

describe('the form, sent twice', () => {
  it('leaves the request its card, and says that it was asked already', async () => {
    const here = newConversation()
    await stage.people.say(alex, here, 'connect')
    const form = await stage.teams.until(here.id, (message) => words(message).includes('two or more'))
    const id = (name: string) =>
      `/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/rg-${name}/providers/Microsoft.AVS/privateClouds/${name}`
    const data = { chosen: `${id('cloudB')},${id('cloudG')}`, topology: 'mesh', reason: '' }
    const submit = { type: 'Action.Execute', verb: 'submit', data }
    await stage.people.invoke(alex, here, submit, form.id)
    const card = await stage.teams.until(here.id, (message) => message.id === form.id && isRequestCard(message))
    await stage.people.invoke(alex, here, submit, form.id)
    await stage.teams.until(here.id, says(/was asked already/))
    expect(isRequestCard(card)).toBe(true)
    await stage.people.press(alex, here, card, 'cancel')
  })
})

describe('what cannot be done', () => {
  it('is a wish that nobody could approve: two approvals wanted, and one approver asks', async () => {
    const here = newConversation()
    await stage.people.say(megan, here, 'connect cloudA to cloudC')
    await stage.teams.until(here.id, says(/Nobody could approve this/))
  })

  it.each([
    ['connect cloudA to cloudD', /overlap[\s\S]*10\.10\.0\.0\/22/],
    ['connect cloudA to cloudE', /Gen(eration)? 1/],
    ['connect cloudA to cloudF', /Updating/],
    ['connect cloudA to cloudZ', /no private cloud called/],
    ['connect cloudA to CLOUDA', /twice|itself/],
    ['conect cloudA to cloudB', /[Dd]id you mean[\s\S]*connect cloudA to cloudB/],
    ['approve #999999', /no request #999999/],
    ['🎉🎉🎉', /help/],
    ['<b>connect</b> [x](http://evil)', /help|connect/],
    ['x'.repeat(5000), /long/],
  ])('answers "%s" with one clear sentence and asks for nothing', async (sentence, answer) => {
    const here = newConversation()
    await stage.people.say(alex, here, sentence)
    const said = await stage.teams.until(here.id, (message) => message.activity.type === 'message')
    expect(words(said)).toMatch(answer)
    expect(buttonsOf(said.activity)).toEqual([])
  })

  it('lets nobody ask who may only look, and tells those it does not know how to get access', async () => {
    const here = newConversation('groupChat')
    await stage.people.say(patti, here, 'connect cloudA to cloudB')
    await stage.teams.until(here.id, says(/may look/))
    await stage.people.say(miriam, here, 'status')
    await stage.teams.until(here.id, says(/no access to Peerbot/))
  })
})

describe('activities that are not accepted', () => {
  it.each([
    ['without a sender', { from: undefined }],
    ['whose sender Entra does not know', { from: { id: 'x', name: 'x' } }],
    [
      'of another tenant',
      { conversation: { id: 'c', conversationType: 'personal', tenantId: '99999999-9999-4999-8999-999999999999' } },
    ],
  ])('refuses one %s', async (_what, change) => {
    const here = newConversation()
    const { status } = await stage.people.send({
      ...stage.people.activity(alex, here, { type: 'message', text: 'help' }),
      ...change,
    })
    expect(status).toBe(403)
    expect(stage.teams.messages(here.id)).toEqual([])
  })

  it('does the same activity once, however often it is delivered', async () => {
    const here = newConversation()
    const activity = stage.people.activity(alex, here, { type: 'message', text: 'connect cloudB to cloudG' })
    await Promise.all([stage.people.send(activity), stage.people.send(activity), stage.people.send(activity)])
    const card = await stage.teams.until(here.id, isRequestCard)
    await stage.people.press(alex, here, card, 'cancel')
    await stage.teams.until(here.id, (message) => message.id === card.id && /Cancelled/.test(words(message)))
    expect(stage.teams.messages(here.id).filter((message) => /connect/i.test(words(message)))).toHaveLength(1)
  })
})

describe('a card whose message is gone', () => {
  it('is posted anew at its next change, and nothing waits behind it', async () => {
    const asked = await stage.ask(alex, 'connect cloudB to cloudG')
    stage.teams.forget(asked.here.id)
    await stage.people.say(megan, asked.here, `approve #${asked.number}`)
    await stage.teams.until(asked.here.id, isResult)
    await stage.teams.until(asked.here.id, says(/Done[\s\S]*cloudB ↔ cloudG/))
  })
})

describe('a restart between request and approval', () => {
  it('loses nothing', async () => {
    const { here, card } = await stage.ask(alex, 'connect cloudB to cloudH')
    await stage.peerbot.killAndRestartBot()
    await stage.people.press(megan, here, card, 'approve')
    await stage.teams.until(here.id, isResult)
  })

  it('goes on with a run that was cut off', async () => {
    const { here, card } = await stage.ask(alex, 'connect cloudA to cloudH')
    await stage.people.press(megan, here, card, 'approve')
    await stage.teams.until(
      here.id,
      (message) => message.id === card.id && /[Ww]riting|[Cc]reating|[Ii]n progress/.test(words(message)),
    )
    await stage.peerbot.killAndRestartBot()
    await stage.teams.until(here.id, isResult, 40_000)
    expect(stage.teams.messages(here.id).filter(says(/<at>Alex Wilber<\/at>[\s\S]*are connected/))).toHaveLength(1)
  }, 60_000)
})
