import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'

const child = fileURLToPath(new URL('../../src/demo/child.js', import.meta.url))

let directory: string
let server: Server
let demo: ChildProcess

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'peerbot-demo-'))
  server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
})

afterEach(async () => {
  demo.kill('SIGKILL')
  await new Promise((done) => server.close(done))
  rmSync(directory, { recursive: true, force: true })
})

describe('a process that the demo started', () => {
  it('ends when the demo is killed', async () => {
    const address = server.address()
    const port = address !== null && typeof address === 'object' ? address.port : 0
    // Connects to the test and stays: the connection closes when the process is gone.
    const grandchild = `require('node:net').connect(${port}, '127.0.0.1'); setInterval(() => {}, 1000)`
    const order = { title: 'the bot', args: ['-e', grandchild], env: {}, logFile: join(directory, 'bot.log') }
    const source = `import { startChild } from ${JSON.stringify(child)}; startChild(${JSON.stringify(order)})`
    demo = spawn(process.execPath, ['--input-type=module', '-e', source], { stdio: 'inherit' })
    const [socket] = (await once(server, 'connection')) as [Socket]
    const closed = once(socket.on('error', () => {}).resume(), 'close')
    demo.kill('SIGKILL')
    await expect(closed).resolves.toBeDefined()
  })
})
