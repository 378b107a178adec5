/** The simulated Azure and the bot as processes of their own, on spare ports and a folder of their own. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:https'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'

const root = resolve(import.meta.dirname, '../../..')

export interface Peerbot {
  /** `http://127.0.0.1:PORT` */
  address: string
  /** Asks the simulated Azure: its control endpoint, or ARM as anybody with a token could. */
  azure(method: string, path: string, body?: unknown): Promise<unknown>
  /** SIGKILL, and a new process on the same folder and port. */
  killAndRestartBot(): Promise<void>
  killBot(): Promise<void>
  startBot(): Promise<void>
  /** What the bot logged, for a failing test. */
  log(): string
  stop(): Promise<void>
}

export async function startPeerbot(environment: Record<string, string> = {}): Promise<Peerbot> {
  const directory = mkdtempSync(join(tmpdir(), 'peerbot-flow-'))
  const [port, azurePort, identityPort] = await Promise.all([freePort(), freePort(), freePort()])
  const env = {
    ...process.env,
    PORT: String(port),
    PEERBOT_DEMO: '1',
    PEERBOT_DATA_DIR: directory,
    SIMULATOR_PORT: String(azurePort),
    SIMULATOR_IDENTITY_PORT: String(identityPort),
    SIMULATOR_OPERATION_MS: '200',
    ...environment,
  }
  const azure = run('simulator/index.js', env)
  await azure.line((line) => line.includes('"arm"'))
  let bot = await startBot()
  const ca = readFileSync(join(directory, 'azure', 'ca.pem'))
  const agent = new Agent({ ca, keepAlive: false })

  async function startBot(): Promise<Program> {
    const started = run('index.js', env)
    await started.line((line) => line.includes('peerbot listens'))
    return started
  }

  return {
    address: `http://127.0.0.1:${port}`,
    azure: async (method, path, body) => {
      const authorization = path.startsWith('/simulator/') ? {} : await bearer(identityPort)
      return ask(`https://127.0.0.1:${azurePort}${path}`, method, body, { agent, headers: authorization })
    },
    async killAndRestartBot() {
      await bot.kill('SIGKILL')
      bot = await startBot()
    },
    killBot: () => bot.kill('SIGKILL'),
    async startBot() {
      bot = await startBot()
    },
    log: () => bot.output(),
    async stop() {
      await Promise.all([bot.kill('SIGTERM'), azure.kill('SIGTERM')])
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

interface Program {
  line(found: (line: string) => boolean): Promise<void>
  output(): string
  kill(signal: NodeJS.Signals): Promise<void>
}

function run(program: string, env: NodeJS.ProcessEnv): Program {
  const child: ChildProcess = spawn(process.execPath, [join(root, 'dist', 'src', program)], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const lines: string[] = []
  const waiting = new Set<(line: string) => void>()
  for (const stream of [child.stdout, child.stderr]) {
    if (stream)
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line)
        for (const look of [...waiting]) look(line)
      })
  }
  return {
    line(found) {
      return new Promise((resolve, reject) => {
        if (lines.some(found)) return resolve()
        waiting.add((line) => found(line) && resolve())
        child.once('exit', (code) => reject(new Error(`${program} ended with ${code}:\n${lines.join('\n')}`)))
      })
    },
    output: () => lines.join('\n'),
    async kill(signal) {
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = once(child, 'exit')
      child.kill(signal)
      await ended
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (typeof address !== 'object' || !address) throw new Error('no port')
  return address.port
}

async function bearer(identityPort: number): Promise<Record<string, string>> {
  const query = 'resource=https://management.azure.com&api-version=2019-08-01'
  const response = await fetch(`http://127.0.0.1:${identityPort}/msi/token?${query}`, {
    headers: { 'X-IDENTITY-HEADER': 'test' },
  })
  const { access_token: token } = (await response.json()) as { access_token: string }
  return { authorization: `Bearer ${token}` }
}

interface How {
  agent: Agent
  headers: Record<string, string>
}

function ask(url: string, method: string, body: unknown, { agent, headers }: How): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const asking = request(
      url,
      { method, agent, headers: { ...headers, 'content-type': 'application/json' } },
      (response) => {
        let text = ''
        response.on('data', (chunk) => {
          text += chunk
        })
        response.on('end', () => {
          if ((response.statusCode ?? 500) >= 400) reject(new Error(`${method} ${url}: ${response.statusCode} ${text}`))
          else resolve(text === '' ? null : JSON.parse(text))
        })
      },
    )
    asking.on('error', reject)
    asking.end(body === undefined ? undefined : JSON.stringify(body))
  })
}
