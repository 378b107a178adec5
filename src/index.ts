/** `npm start`: reads the configuration, starts the bot, stops it on a signal. */
import pino from 'pino'
import { publicAzure } from './azure/connect-azure.ts'
import { type Composition, start } from './compose.ts'
import { readBotConfig } from './config/environment.ts'
import { readPolicyFile } from './config/policy-file.ts'
import { isDemo, readDemoConfig } from './demo/bot-config.ts'
import { stopOnSignal } from './stop-on-signal.ts'

function refuse(mistakes: readonly string[]): never {
  console.error(['Peerbot does not start:', ...mistakes.map((mistake) => `- ${mistake}`)].join('\n'))
  process.exit(1)
}

/** The two ways to be configured: against real Azure and Teams, or the demo, on loopback and without credentials. */
function compose(environment: NodeJS.ProcessEnv): Omit<Composition, 'policy' | 'log'> {
  if (!isDemo(environment)) {
    const read = readBotConfig(environment)
    if (!read.ok) return refuse(read.mistakes)
    const { config } = read
    const { azureCli, authority, subscriptions, identity } = config
    const credential = { environment, virtualMachine: false, azureCli, authority }
    return { config, identity, host: '0.0.0.0', azure: { ...publicAzure, subscriptions, credential } }
  }
  const read = readDemoConfig(environment)
  if (!read.ok) return refuse(read.mistakes)
  const { endpoint, ca, identityEndpoint } = read.config.azure
  // The SDK's managed identity reads these two from the process itself.
  process.env.IDENTITY_ENDPOINT = identityEndpoint
  process.env.IDENTITY_HEADER = 'demo'
  const credential = { environment: process.env, virtualMachine: false, azureCli: false, authority: null }
  return {
    config: read.config,
    identity: { kind: 'none' },
    host: '127.0.0.1',
    azure: { ...publicAzure, endpoint, ca, credential, pollIntervalMs: 1_000 },
  }
}

const composition = compose(process.env)
const policy = readPolicyFile(composition.config.policyFile)
if (!policy.ok) refuse(policy.mistakes)
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
