/** `npm start`: reads the configuration, starts the bot, stops it on a signal. */
import pino from 'pino'
import { publicAzure } from './azure/connect-azure.ts'
import { type Composition, start } from './compose.ts'
import { policyFileOf, type Read, readBotConfig } from './config/environment.ts'
import { readPolicyFile } from './config/policy-file.ts'
import { isDemo, readDemoConfig } from './demo/bot-config.ts'
import { stopOnSignal } from './stop-on-signal.ts'

function refuse(mistakes: readonly string[]): never {
  console.error(['Peerbot does not start:', ...mistakes.map((mistake) => `- ${mistake}`)].join('\n'))
  process.exit(1)
}

type Configured = Read<Omit<Composition, 'policy' | 'log'>>

/** Against real Azure and real Teams. */
function configureBot(environment: NodeJS.ProcessEnv): Configured {
  const read = readBotConfig(environment)
  if (!read.ok) return read
  const { azureCli, authority, subscriptions, identity } = read.config
  const credential = { environment, virtualMachine: false, azureCli, authority }
  const azure = { ...publicAzure, subscriptions, credential }
  return { ok: true, config: { config: read.config, identity, host: '0.0.0.0', azure } }
}

/** Against the simulated Azure, on loopback only and without credentials towards Teams. */
function configureDemo(environment: NodeJS.ProcessEnv): Configured {
  const read = readDemoConfig(environment)
  if (!read.ok) return read
  const { endpoint, ca, identityEndpoint } = read.config.azure
  // The SDK's managed identity reads these two from the process itself.
  process.env.IDENTITY_ENDPOINT = identityEndpoint
  process.env.IDENTITY_HEADER = 'demo'
  const credential = { environment: process.env, virtualMachine: false, azureCli: false, authority: null }
  const azure = { ...publicAzure, endpoint, ca, credential, pollIntervalMs: 1_000 }
  return { ok: true, config: { config: read.config, identity: { kind: 'none' }, host: '127.0.0.1', azure } }
}

const configured = isDemo(process.env) ? configureDemo(process.env) : configureBot(process.env)
const policy = readPolicyFile(configured.ok ? configured.config.config.policyFile : policyFileOf(process.env))
if (!configured.ok || !policy.ok) {
  refuse([...(configured.ok ? [] : configured.mistakes), ...(policy.ok ? [] : policy.mistakes)])
}

const composition = configured.config
const log = pino({ level: composition.config.logLevel })
try {
  const running = await start({ ...composition, policy, log })
  log.info({ port: running.port, host: composition.host }, 'peerbot listens')
  stopOnSignal(running.stop, log)
} catch (error) {
  const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
  const sentence = error instanceof Error ? error.message : String(error)
  refuse([taken ? `PORT: port ${composition.config.port} is taken by another program. Set PORT to another.` : sentence])
}
