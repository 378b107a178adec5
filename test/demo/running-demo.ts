/** The whole demo for a test: the built program on spare ports, with a data folder of its own. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

export interface RunningDemo {
  process: ChildProcess
  botPort: number
  /** The first of three neighbouring ports. */
  playgroundPort: number
  /** Everything that it has printed so far. */
  printed(): string
  stop(): Promise<void>
}

/** Starts the demo and waits until it says how to stop it. Throws with what it printed where it ends before that. */
export async function startDemo(env: Record<string, string>): Promise<RunningDemo> {
  const directory = mkdtempSync(join(tmpdir(), 'peerbot-demo-'))
  const [botPort, azurePort, identityPort, playgroundPort] = await sparePorts()
  const demo = spawn(process.execPath, [join(process.cwd(), 'dist', 'src', 'demo', 'index.js')], {
    env: {
      ...process.env,
      PORT: String(botPort),
      SIMULATOR_PORT: String(azurePort),
      SIMULATOR_IDENTITY_PORT: String(identityPort),
      PEERBOT_PLAYGROUND_PORT: String(playgroundPort),
      PEERBOT_DATA_DIR: directory,
      ...env,
    },
    // The channel ends the demo when the test run is killed.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const lines: string[] = []
  const ready = Promise.withResolvers<void>()
  for (const stream of [demo.stdout, demo.stderr]) {
    if (stream === null) continue
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line)
      if (line.startsWith('Stop: ')) ready.resolve()
    })
  }
  const ended = once(demo, 'close')
  await Promise.race([
    ready.promise,
    ended.then(() => {
      throw new Error(`the demo ended:\n${lines.join('\n')}`)
    }),
  ])
  return {
    process: demo,
    botPort,
    playgroundPort,
    printed: () => lines.join('\n'),
    stop: async () => {
      demo.kill('SIGTERM')
      await ended
      // After a kill the children may still be writing their last.
      rmSync(directory, { recursive: true, force: true, maxRetries: 10 })
    },
  }
}

/** Below the range from which the system takes the ports of outgoing connections. */
const [lowest, highest] = [20_000, 32_000]

/** Six neighbouring free ports: the bot, the simulated Azure, its identity endpoint, the first of three windows. */
async function sparePorts(): Promise<[number, number, number, number]> {
  // Two test runs on one machine rarely begin at the same place.
  let first = lowest + ((process.pid * 7) % (highest - lowest))
  for (; first < highest + 1_000; first += 6) {
    const wanted = Array.from({ length: 6 }, (_, index) => first + index)
    if ((await Promise.all(wanted.map(isFree))).every(Boolean)) break
  }
  return [first, first + 1, first + 2, first + 3]
}

function isFree(port: number): Promise<boolean> {
  return new Promise((answer) => {
    const server = createServer().once('error', () => answer(false))
    server.listen(port, '127.0.0.1', () => server.close(() => answer(true)))
  })
}
