import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import type { Part } from '../../src/demo/parts.ts'
import { type RunningParts, runParts } from '../../src/demo/run-parts.ts'

let directory: string
let server: Server
let port: number
let sockets: Socket[]
let running: RunningParts | null

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'peerbot-demo-'))
  sockets = []
  running = null
  server = createServer((socket) => sockets.push(socket.on('error', () => {}).resume())).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  port = address !== null && typeof address === 'object' ? address.port : 0
})

afterEach(async () => {
  await running?.stop()
  for (const socket of sockets) socket.destroy()
  await new Promise((done) => server.close(done))
  rmSync(directory, { recursive: true, force: true })
})

/** A part that runs the given JavaScript. */
function part(key: string, source: string, more: Partial<Part> = {}): Part {
  const ready = { line: (line: string) => line === 'ready' }
  return { key, title: `the ${key}`, args: ['-e', source], env: {}, after: [], ready, ...more }
}

function run(parts: Part[], readyWithinMs = 20_000): RunningParts {
  running = runParts(parts, { env: process.env, logDirectory: directory, readyWithinMs, stopWithinMs: 200 })
  return running
}

/** Connects to the test and stays: the connection closes when the process is gone, however it went. */
function stays(also = ''): string {
  return `const s = require('node:net').connect(${port}, '127.0.0.1', () => { s.write('${also || 'here'}\\n'); console.log('ready') })`
}

/** The lines that parts send to the test, in the order of arrival. */
async function nextLine(): Promise<string> {
  const [socket] = (await once(server, 'connection')) as [Socket]
  const [line] = (await once(createInterface({ input: socket }), 'line')) as [string]
  return line
}

describe('the parts of the demo', () => {
  it('are ready when the last of them is, and a part waits for those that it names', async () => {
    const second = part('bot', stays('bot'), { after: ['azure'] })
    const arrived = nextLine().then(async (first) => [first, await nextLine()])
    const { ready } = run([second, part('azure', stays('azure'))])
    expect(await arrived).toEqual(['azure', 'bot'])
    expect(await ready).toBeNull()
  })

  it('count as ready when their address answers 200, and not before', async () => {
    const web = createServer().listen(0, '127.0.0.1')
    await once(web, 'listening')
    const address = web.address()
    const free = address !== null && typeof address === 'object' ? address.port : 0
    await new Promise((done) => web.close(done))
    const source = `let n = 0; require('node:http').createServer((_, r) => { r.statusCode = ++n < 3 ? 503 : 200; console.log(n); r.end() }).listen(${free}, '127.0.0.1')`
    const { ready } = run([part('bot', source, { ready: { address: `http://127.0.0.1:${free}/readyz` } })])
    expect(await ready).toBeNull()
    expect(readFileSync(join(directory, 'bot.log'), 'utf8')).toBe('1\n2\n3\n')
  })

  it('report a part that dies, with its last words', async () => {
    const { ready } = run([
      part('azure', stays()),
      part(
        'bot',
        `console.log(JSON.stringify({ level: 60, msg: 'no policy', err: { message: 'file not found' } })); process.exit(3)`,
      ),
    ])
    const sentence = await ready
    expect(sentence).toContain('Peerbot: the bot ended unexpectedly (exit status 3), so the demo stops.')
    expect(sentence).toContain('  no policy: file not found')
  })

  it('report a part that dies later', async () => {
    const { ready, broken } = run([part('bot', stays())])
    expect(await ready).toBeNull()
    sockets[0]?.destroy()
    expect(await broken).toContain('the bot ended unexpectedly')
  })

  it('give up on a part that never gets ready', async () => {
    const { ready } = run([part('bot', 'setInterval(() => {}, 1000)')], 100)
    expect(await ready).toContain('not ready within 0.1 s')
  })

  it('are all gone after the stop, also the one that ignores the signal', async () => {
    const { ready, stop } = run([part('azure', stays()), part('deaf', `process.on('SIGTERM', () => {}); ${stays()}`)])
    expect(await ready).toBeNull()
    const closed = Promise.all(sockets.map((socket) => once(socket, 'close')))
    await stop()
    expect(await closed).toHaveLength(2)
  })

  it('stop the part that others wait for last', async () => {
    const tell = (name: string) => `process.on('SIGTERM', () => s.end('${name}\\n', () => process.exit(0)))`
    const { ready, stop } = run([
      part('azure', `${stays()}; ${tell('azure')}`),
      part('bot', `${stays()}; ${tell('bot')}`, { after: ['azure'] }),
    ])
    expect(await ready).toBeNull()
    const farewells: string[] = []
    for (const socket of sockets) socket.on('data', (text) => farewells.push(...String(text).trim().split('\n')))
    await stop()
    expect(farewells.filter((word) => word !== 'here')).toEqual(['bot', 'azure'])
  })
})
