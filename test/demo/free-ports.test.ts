import { once } from 'node:events'
import { createServer, type Server } from 'node:net'
import { afterEach, describe, expect, it } from '@jest/globals'
import { type NeededPort, neededPorts, portTroubles } from '../../src/demo/free-ports.ts'
import { readSettings } from '../../src/demo/settings.ts'

const open: Server[] = []

async function takenPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  open.push(server)
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => new Promise((done) => server.close(done))))
})

function needed(port: number, variable: string): NeededPort {
  return { port, purpose: 'the bot', variable, holder: 'another bot', instead: port + 10 }
}

describe('the check of the ports', () => {
  it('says nothing about a free port', async () => {
    const port = await takenPort()
    await new Promise((done) => open.pop()?.close(done))
    expect(await portTroubles([needed(port, 'PORT')])).toEqual([])
  })

  it('names a taken port, what it is for, who probably has it and the variable that changes it', async () => {
    const port = await takenPort()
    expect(await portTroubles([needed(port, 'PORT')])).toEqual([
      `Port ${port} (the bot) is taken, probably by another bot; stop that or choose another port: PORT=${port + 10} npm run demo`,
    ])
  })

  it('says it once for ports that one variable moves together', async () => {
    const windows = [await takenPort(), await takenPort()].map((port) => needed(port, 'PEERBOT_PLAYGROUND_PORT'))
    expect(await portTroubles(windows)).toHaveLength(1)
  })

  it('refuses one port for two things', async () => {
    const [first, second] = [needed(1, 'PORT'), { ...needed(1, 'SIMULATOR_PORT'), purpose: 'the simulated Azure' }]
    const port = await takenPort()
    await new Promise((done) => open.pop()?.close(done))
    const troubles = await portTroubles([
      { ...first, port },
      { ...second, port },
    ])
    expect(troubles).toEqual([`SIMULATOR_PORT: the simulated Azure and the bot (PORT) cannot both have port ${port}.`])
  })

  it('covers the bot, the simulated Azure, its identity endpoint and the three windows', () => {
    const read = readSettings('/checkout', {})
    const ports = read.ok ? neededPorts(read.settings).map((one) => one.port) : []
    expect(ports).toEqual([3978, 8443, 8444, 56150, 56151, 56152])
  })
})
