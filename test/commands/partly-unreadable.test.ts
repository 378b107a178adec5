/** What `status` and `clouds` show when Azure lets Peerbot read a part only. */
import { describe, expect, it } from '@jest/globals'
import { pino } from 'pino'
import type { NamedClouds } from '../../src/chat/parser/description.ts'
import { createCloudList } from '../../src/clouds/cloud-list.ts'
import type { ListedClouds } from '../../src/clouds/ports.ts'
import { clouds } from '../../src/commands/clouds.ts'
import type { Command, CommandRoom } from '../../src/commands/command.ts'
import { status } from '../../src/commands/status.ts'
import { AzureFault } from '../../src/peering/azure-fault.ts'
import { aCloud, aNetwork, aPeering } from '../builders/estate.ts'
import { aPerson, aPlan, aPolicy } from '../builders/requests.ts'
import { draft } from '../store/samples.ts'

const subscription = '22222222-2222-4222-8222-222222222222'
const denied = new AzureFault({ code: 'AuthorizationFailed', message: 'no', faultClass: 'give-up', status: 403 })

/** cloudA and cloudB are Connected; cloudC's VNet may not be read, if `unreadable` says so, nor a subscription. */
function roomWith(unreadable: { networks: string[]; subscriptions: string[] }) {
  const log: string[] = []
  const listed: ListedClouds = {
    clouds: ['cloudA', 'cloudB', 'cloudC'].map((name) => aCloud(name)),
    unreadable: unreadable.subscriptions.map((subscriptionId) => ({ subscriptionId, fault: denied })),
  }
  const reader = {
    listPrivateClouds: async () => listed,
    readNetwork: async (id: string) => {
      const name = id.slice(id.indexOf('/vnet-') + '/vnet-'.length)
      if (unreadable.networks.includes(name)) throw denied
      const others = ['cloudA', 'cloudB'].filter((other) => other !== name && name !== 'cloudC')
      return aNetwork(name, { peerings: others.map((other) => aPeering(other)) })
    },
  }
  const unused = async () => {
    throw new Error('nothing of the database is needed here')
  }
  const room: CommandRoom = {
    store: { transaction: unused, findRequest: unused, listRequests: unused, eventsOf: unused, ownChatsOf: unused },
    clouds: createCloudList(reader, () => new Date(0)),
    reader,
    policy: () => ({ policy: aPolicy(), version: 1 }),
    commands: [],
    now: () => new Date(0),
    newId: () => 'id',
    log: pino({ level: 'warn' }, { write: (line: string) => log.push(line) }),
  }
  return { room, log }
}

async function answerOf(
  command: Command,
  room: CommandRoom,
  named: NamedClouds | null = null,
  request: number | null = null,
) {
  const given = { clouds: named, request, because: null }
  const answer = await command.run(
    { arguments: given, person: aPerson('alex'), conversation: 'here', replaces: null },
    room,
  )
  const [message] = typeof answer === 'function' ? [] : answer
  if (message?.kind !== 'status' && message?.kind !== 'cloud-list') throw new Error('neither a status nor a list')
  return message
}

describe('a VNet that cannot be read', () => {
  const cannot = { networks: ['cloudC'], subscriptions: [] }

  it('is remarked by status, which shows the other connections', async () => {
    const { room, log } = roomWith(cannot)
    const shown = await answerOf(status, room)
    expect(shown).toMatchObject({ connections: [{ state: 'Connected' }], remarks: [expect.stringContaining('cloudC')] })
    expect(shown.remarks[0]).not.toContain('Network Contributor')
    expect(log.join('')).toContain('AuthorizationFailed')
  })

  it('is not said to be gone by the status of its cloud', async () => {
    const shown = await answerOf(status, roomWith(cannot).room, { topology: 'pair', names: ['cloudA', 'cloudC'] })
    expect(shown).toMatchObject({ title: 'cloudA to cloudC', connections: [] })
    expect(shown.remarks).toEqual([expect.stringMatching(/cloudC could not be read/)])
  })

  it('is remarked by clouds, which lists its cloud without addresses', async () => {
    const shown = await answerOf(clouds, roomWith(cannot).room)
    expect(shown).toMatchObject({
      clouds: [
        { name: 'cloudA', connectedWith: ['cloudB'] },
        { name: 'cloudB', connectedWith: ['cloudA'] },
        { name: 'cloudC', addressPrefixes: null, generation: 2 },
      ],
      remarks: [expect.stringContaining('cloudC')],
    })
  })

  it('is the answer when there is nothing else', async () => {
    const { room } = roomWith({ networks: ['cloudA', 'cloudB', 'cloudC'], subscriptions: [] })
    await expect(answerOf(status, room)).rejects.toBe(denied)
    await expect(answerOf(clouds, room)).rejects.toBe(denied)
  })
})

describe('a subscription that cannot be read', () => {
  const cannot = { networks: [], subscriptions: [subscription] }
  const named: NamedClouds = { topology: 'pair', names: ['cloudA', 'cloudB'] }

  it.each([
    ['clouds', clouds, null],
    ['status', status, null],
    ['status of two', status, named],
    ['status of one', status, { topology: 'star', names: ['cloudA'] } satisfies NamedClouds],
  ])('is named plainly by %s', async (_, command, about) => {
    const shown = await answerOf(command, roomWith(cannot).room, about)
    expect(shown.remarks).toEqual([expect.stringContaining(`Subscription ${subscription} could not be read`)])
  })

  it.each([
    ['leaves open whether a private cloud of a request in it is gone', aCloud('cloud0').subscriptionId, false],
    ['leaves no doubt about a private cloud of a request in another', subscription, true],
  ])('%s', async (_, unread, gone) => {
    const { room } = roomWith({ networks: [], subscriptions: [unread] })
    const asked = { ...draft({ requester: aPerson('alex'), plan: aPlan('local') }), number: 7, version: 1 }
    const store = { ...room.store, findRequest: async () => asked }
    const { remarks } = await answerOf(status, { ...room, store }, null, 7)
    expect(remarks.includes('1 of its private clouds can no longer be found.')).toBe(gone)
    expect(remarks.join(' ')).toContain(`Subscription ${unread} could not be read`)
  })

  it('is not mentioned when all can be read', async () => {
    const { room, log } = roomWith({ networks: [], subscriptions: [] })
    expect([(await answerOf(clouds, room)).remarks, (await answerOf(status, room)).remarks]).toEqual([[], []])
    expect(log).toEqual([])
  })
})
