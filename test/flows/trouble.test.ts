/** What goes wrong between a wish and its connection, and how it ends: never half open, never unsaid. */
import { describe, expect, it } from '@jest/globals'
import { adele, alex, megan, newConversation } from './people.ts'
import { isResult, says, setStage } from './stage.ts'
import { words } from './teams-on-loopback.ts'

const stage = setStage()

const vnet = (cloud: string) =>
  `/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/rg-${cloud}/providers/Microsoft.Network/virtualNetworks/vnet-${cloud}`
const peeringOn = (cloud: string) => `**/vnet-${cloud}/virtualNetworkPeerings/*`

function faults(...list: { method: string; path: string; count?: number; after?: number; effect: object }[]) {
  const given = list.map(({ method, path, count, after = 0, effect }) => ({
    match: { method, path },
    ...(count ? { count } : {}),
    after,
    effect,
  }))
  return stage.peerbot.azure('POST', '/simulator/faults', { faults: given })
}

describe('a network that changes between the plan and the run', () => {
  it('makes the request stale: nothing is written, what changed is said, and asking again works', async () => {
    const asked = await stage.ask()
    await stage.peerbot.azure('POST', '/simulator/address-space', {
      networkId: vnet('cloudA'),
      addPrefix: '10.199.1.0/24',
    })
    await stage.people.press(megan, asked.here, asked.card, 'approve')
    const told = await stage.teams.until(
      asked.here.id,
      says(/not carried out[\s\S]*cloudA has gained 10\.199\.1\.0\/24/),
    )
    expect(words(told)).toContain('<at>Alex Wilber</at>')
    await stage.cardShows(asked, /Not carried out/)
    expect(await stage.peerings('cloudA')).toEqual([])
    const again = await stage.ask(alex, 'connect cloudA to cloudB')
    await stage.people.press(adele, again.here, again.card, 'approve')
    await stage.teams.until(again.here.id, isResult)
  })

  it('makes it stale too when a cloud gets a blocker', async () => {
    const asked = await stage.ask()
    await stage.peerbot.azure('POST', '/simulator/private-clouds', { name: 'cloudB', provisioningState: 'Updating' })
    await stage.people.press(megan, asked.here, asked.card, 'approve')
    await stage.teams.until(asked.here.id, says(/not carried out[\s\S]*Updating/))
    expect(await stage.peerings('cloudA')).toEqual([])
  })
})

describe('a side that Azure refuses for good', () => {
  it('takes the other side away again, says why, and leaves nothing behind', async () => {
    await faults({ method: 'PUT', path: peeringOn('cloudB'), effect: { status: 403, code: 'AuthorizationFailed' } })
    const asked = await stage.ask()
    await stage.people.press(megan, asked.here, asked.card, 'approve')
    const told = await stage.teams.until(
      asked.here.id,
      says(/failed[\s\S]*side of cloudB[\s\S]*Nothing was left behind/),
    )
    expect(words(told)).not.toContain('A fault injected')
    await stage.cardShows(asked, /Failed/)
    expect(await stage.peerings('cloudA')).toEqual([])
    expect(await stage.peerings('cloudB')).toEqual([])
  })

  it('names what Azure does not let it take away', async () => {
    await faults(
      { method: 'PUT', path: peeringOn('cloudB'), effect: { status: 403, code: 'AuthorizationFailed' } },
      { method: 'DELETE', path: peeringOn('cloudA'), effect: { status: 409, code: 'ScopeLocked' } },
    )
    const asked = await stage.ask()
    await stage.people.press(megan, asked.here, asked.card, 'approve')
    await stage.teams.until(asked.here.id, says(/did not let it be taken away again: cloudA-to-cloudB on vnet-cloudA/))
  })

  it('fails before anything is written when Azure does not let it look', async () => {
    const asked = await stage.ask()
    await faults({
      method: 'GET',
      path: '**/virtualNetworks/vnet-cloudA',
      effect: { status: 403, code: 'AuthorizationFailed' },
    })
    await stage.people.press(megan, asked.here, asked.card, 'approve')
    await stage.teams.until(asked.here.id, says(/failed before anything was changed/))
  })

  it('ends, and says so, when Azure stops letting it look in the middle', async () => {
    const asked = await stage.ask()
    const refused = { status: 403, code: 'AuthorizationFailed' }
    await faults({ method: 'GET', path: '**/virtualNetworks/vnet-cloudA', after: 1, effect: refused })
    await stage.people.press(megan, asked.here, asked.card, 'approve')
    await stage.teams.until(asked.here.id, says(/Request #\d+ failed\. /))
    await stage.cardShows(asked, /Failed/)
    expect(await stage.peerings('cloudB')).toEqual([])
  })
})

describe('trouble that passes', () => {
  it.each([
    ['a lock of another operation', { status: 429, code: 'RetryableError', retryAfter: 1 }],
    ['a network not provisioned', { status: 400, code: 'ReferencedResourceNotProvisioned' }],
    ['a server error', { status: 500, code: 'InternalServerError' }],
    ['a cut connection', { reset: true }],
    ['an operation that fails in passing', { failOperation: { code: 'InternalServerError', message: 'x' } }],
    ['an answer lost after the write took effect', { loseResponse: true }],
  ])('is waited out: %s', async (_what, effect) => {
    await faults({ method: 'PUT', path: peeringOn('cloudB'), count: 1, effect })
    const asked = await stage.ask()
    await stage.people.press(megan, asked.here, asked.card, 'approve')
    await stage.teams.until(asked.here.id, isResult)
    expect(await stage.peerings('cloudA')).toEqual([{ name: 'cloudA-to-cloudB', peeringState: 'Connected' }])
    expect(await stage.peerings('cloudB')).toEqual([{ name: 'cloudB-to-cloudA', peeringState: 'Connected' }])
  })
})

describe('what is there already', () => {
  it('is used: a connection that is out of sync is synced, not made anew', async () => {
    const asked = await stage.ask(alex, 'connect cloudG to cloudH')
    await stage.people.press(megan, asked.here, asked.card, 'approve')
    await stage.teams.until(asked.here.id, isResult)
    const { requests } = (await stage.peerbot.azure('GET', '/simulator/requests')) as {
      requests: { method: string; path: string }[]
    }
    expect(requests.filter(({ method }) => method === 'PUT')).toHaveLength(1)
    const here = newConversation()
    await stage.people.say(alex, here, 'connect cloudG to cloudH')
    await stage.teams.until(here.id, says(/nothing to do/))
  })

  it('is shown: status tells both sides, and the command that cures', async () => {
    const here = newConversation()
    await stage.people.say(alex, here, 'status')
    const shown = words(await stage.teams.until(here.id, says(/cloudG/)))
    expect(shown).toMatch(/10\.170\.1\.0\/24/)
    expect(shown).toMatch(/connect cloudG to cloudH/)
  })
})

describe('more than two clouds', () => {
  it('are connected as a mesh, all with each other', async () => {
    const asked = await stage.ask(alex, 'connect cloudA, cloudB and cloudH')
    await stage.people.press(megan, asked.here, asked.card, 'approve')
    await stage.teams.until(asked.here.id, says(/cloudA, cloudB and cloudH are all connected with each other/), 40_000)
    expect((await stage.peerings('cloudA')).map(({ name }) => name).sort()).toEqual([
      'cloudA-to-cloudB',
      'cloudA-to-cloudH',
    ])
  }, 60_000)
})
