/** The demo as a program, without its windows: it starts, it stops, and nothing stays behind. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { startDemo } from './running-demo.ts'

const patienceInMs = 120_000
const windowless = { PEERBOT_PLAYGROUND: '0' }

/** The status that an address answers with, or null where nobody listens. */
function status(address: string): Promise<number | null> {
  return fetch(address).then(
    (response) => response.status,
    () => null,
  )
}

async function ending(demo: ChildProcess): Promise<{ code: number | null; said: string }> {
  let said = ''
  demo.stderr?.on('data', (text) => {
    said += text
  })
  const [code] = (await once(demo, 'close')) as [number | null]
  return { code, said }
}

describe('npm run demo', () => {
  it(
    'gets ready, and after Ctrl-C nothing listens any more',
    async () => {
      const demo = await startDemo(windowless)
      const ready = `http://127.0.0.1:${demo.botPort}/readyz`
      expect(await status(ready)).toBe(200)
      const ended = ending(demo.process)
      demo.process.kill('SIGINT')
      expect(await ended).toEqual({ code: 0, said: '' })
      expect(await status(ready)).toBeNull()
      await demo.stop()
    },
    patienceInMs,
  )

  it(
    'leaves nothing behind when it is killed',
    async () => {
      const demo = await startDemo(windowless)
      const ready = `http://127.0.0.1:${demo.botPort}/readyz`
      demo.process.kill('SIGKILL')
      const deadline = Date.now() + 20_000
      let last = await status(ready)
      while (last !== null && Date.now() < deadline) last = await status(ready)
      expect(last).toBeNull()
      await demo.stop()
    },
    patienceInMs,
  )

  it(
    'says in one sentence which port is taken, and starts nothing',
    async () => {
      const taken = createServer().listen(0, '127.0.0.1')
      await once(taken, 'listening')
      const address = taken.address()
      const port = address !== null && typeof address === 'object' ? address.port : 0
      const directory = mkdtempSync(join(tmpdir(), 'peerbot-demo-'))
      const demo = spawn(process.execPath, [join(process.cwd(), 'dist', 'src', 'demo', 'index.js')], {
        env: {
          ...process.env,
          ...windowless,
          PORT: String(port),
          SIMULATOR_PORT: '1999',
          SIMULATOR_IDENTITY_PORT: '1998',
          PEERBOT_DATA_DIR: directory,
        },
        stdio: ['ignore', 'ignore', 'pipe'],
      })
      expect(await ending(demo)).toEqual({
        code: 1,
        said: `Peerbot: Port ${port} (the bot) is taken, probably by another Peerbot, or another bot (3978 is their usual port); stop that or choose another port: PORT=${port + 10} npm run demo\n`,
      })
      rmSync(directory, { recursive: true, force: true })
      await new Promise((done) => taken.close(done))
    },
    patienceInMs,
  )

  it('says what is wrong with its settings, all at once', async () => {
    const demo = spawn(process.execPath, [join(process.cwd(), 'dist', 'src', 'demo', 'index.js')], {
      env: { ...process.env, PORT: 'x', PEERBOT_PLAYGROUND: 'no' },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    expect(await ending(demo)).toEqual({
      code: 1,
      said: 'Peerbot: PORT: must be a port number, 1 to 65535.\nPeerbot: PEERBOT_PLAYGROUND: must be 0 or 1.\n',
    })
  })
})
