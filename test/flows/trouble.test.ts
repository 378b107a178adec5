/** What goes wrong between a wish and its connection, and how it ends: never half open, never unsaid. */
import { describe, expect, it } from '@jest/globals'
import { adele, alex, megan, newConversation } from './people.ts'
import { isResult, says, setStage } from './stage.ts'
import { words } from './teams-on-loopback.ts'

const stage = setStage()

const vnet = (cloud: string) =>
  `/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/rg-${cloud}/providers/Microsoft.Network/virtualNetworks/vnet-${cloud}`
const peeringOn = (cloud: string) => `**/vnet-${cloud}/virtualNetworkPeerings/*`

/** A peering as an administrator would make it in the portal; resolves when Azure has done it. */
async function makeByHand(from: string, to: string): Promise<void> {
  const path = `${vnet(from)}/virtualNetworkPeerings/made-by-hand?api-version=2024-03-01`
  await stage.peerbot.azure('PUT', path, { properties: { remoteVirtualNetwork: { id: vnet(to) } } })
  for (let state = ''; state !== 'Succeeded'; ) {
    const { properties } = (await stage.peerbot.azure('GET', path)) as { properties: { provisioningState: string } }
    state = properties.provisioningState
  }
}

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

describe('a side that can no longer be read', () => {
  it('does not keep the other from being told of', async () => {
    const asked = await stage.ask()
    await faults(
      // Read at the start, under the leases, and before the first write; refused from the next look on.
      {
        method: 'GET',
        path: '**/virtualNetworks/vnet-cloudB',
        after: 3,
        effect: { status: 403, code: 'AuthorizationFailed' },
      },
      { method: 'DELETE', path: peeringOn('cloudA'), effect: { status: 409, code: 'ScopeLocked' } },
    )
    await stage.people.press(megan, asked.here, asked.card, 'approve')
    const told = words(await stage.teams.until(asked.here.id, says(/Request #\d+ failed/)))
    expect(told).toMatch(/did not let it be taken away again: cloudA-to-cloudB on vnet-cloudA/)
    expect(told).toMatch(/vnet-cloudB could not be read/)
    expect(told).not.toMatch(/side of cloudA/)
  })
})

describe('another hand in the middle of a run', () => {
  const locked = { status: 429, code: 'RetryableError', retryAfter: 1 }

  it('is not undone: a peering that somebody else has made stays, and is told of', async () => {
    await faults(
      { method: 'PUT', path: '**/cloudA-to-cloudB', effect: locked },
      { method: 'PUT', path: peeringOn('cloudB'), effect: { status: 403, code: 'AuthorizationFailed' } },
    )
    const asked = await stage.ask()
    await stage.people.press(megan, asked.here, asked.card, 'approve')
    await stage.cardShows(asked, /being written/)
    await makeByHand('cloudA', 'cloudB')
    const told = await stage.teams.until(asked.here.id, says(/Request #\d+ failed/))
    expect(words(told)).toMatch(/made-by-hand on vnet-cloudA \(Initiated\)/)
    expect(words(told)).not.toMatch(/Nothing was left behind/)
    expect(await stage.peerings('cloudA')).toEqual([{ name: 'made-by-hand', peeringState: 'Initiated' }])
  })

  it('voids the approval when it changes an address space before the first write', async () => {
    await faults({ method: 'PUT', path: '**/cloudA-to-cloudB', effect: locked })
    const asked = await stage.ask()
    await stage.people.press(megan, asked.here, asked.card, 'approve')
    await stage.cardShows(asked, /being written/)
    await stage.peerbot.azure('POST', '/simulator/address-space', {
      networkId: vnet('cloudB'),
      addPrefix: '10.99.0.0/16',
    })
    await stage.teams.until(
      asked.here.id,
      says(/failed[\s\S]*no longer what was approved[\s\S]*Nothing was left behind/),
    )
    expect(await stage.peerings('cloudA')).toEqual([])
  })

  it('is not hidden: a half that was there before and could not be completed is named', async () => {
    await makeByHand('cloudA', 'cloudB')
    const asked = await stage.ask()
    await faults({ method: 'PUT', path: peeringOn('cloudB'), effect: { status: 403, code: 'AuthorizationFailed' } })
    await stage.people.press(megan, asked.here, asked.card, 'approve')
    await stage.teams.until(
      asked.here.id,
      says(/failed[\s\S]*Still there[\s\S]*made-by-hand on vnet-cloudA \(Initiated\)/),
    )
  })
})

describe('two requests that share a network', () => {
  it('are both carried out, one write after the other', async () => {
    const [first, second] = [await stage.ask(), await stage.ask(alex, 'connect cloudA to cloudH')]
    await stage.people.press(megan, first.here, first.card, 'approve')
    await stage.people.press(megan, second.here, second.card, 'approve')
    await stage.teams.until(first.here.id, isResult)
    await stage.teams.until(second.here.id, isResult)
    expect(await stage.peerings('cloudA')).toHaveLength(2)
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
