/** What the demo is made of: the simulated Azure, the bot, the Teams windows. */
import { join } from 'node:path'
import { z } from 'zod/v4'
import type { DemoSettings } from './settings.ts'
import { teamsWindows } from './windows.ts'

export interface Part {
  /** The name of its log file. */
  key: string
  /** For people: "the bot". */
  title: string
  args: string[]
  /** Beside the environment of the demo itself. */
  env: Record<string, string>
  /** Keys of parts that must be ready before this one is started. */
  after: string[]
  /** When it counts as ready: a line that it prints, or an address that answers 200. */
  ready: { line: (line: string) => boolean } | { address: string }
}

const listening = z.object({ arm: z.url(), ca: z.string(), identity: z.url(), authority: z.url() })

function isListening(line: string): boolean {
  try {
    return listening.safeParse(JSON.parse(line)).success
  } catch {
    return false
  }
}

/** All parts. The bot waits for the simulated Azure, which makes the certificate that the bot trusts. */
export function demoParts(settings: DemoSettings): Part[] {
  const program = (room: string) => join(settings.root, 'dist', 'src', room, 'index.js')
  const shared = {
    PEERBOT_DATA_DIR: settings.dataDirectory,
    SIMULATOR_DATA_DIR: settings.azureDirectory,
    SIMULATOR_PORT: String(settings.azurePort),
    SIMULATOR_IDENTITY_PORT: String(settings.identityPort),
  }
  const azure: Part = {
    key: 'simulator',
    title: 'the simulated Azure',
    args: [program('simulator')],
    env: { ...shared, SIMULATOR_ESTATE: settings.estate },
    after: [],
    ready: { line: isListening },
  }
  const bot: Part = {
    key: 'bot',
    title: 'the bot',
    args: [program('.')],
    env: { ...shared, PEERBOT_DEMO: '1', PEERBOT_POLICY: settings.policy, PORT: String(settings.botPort) },
    after: ['simulator'],
    ready: { address: `http://127.0.0.1:${settings.botPort}/readyz` },
  }
  return [azure, bot, ...playgrounds(settings)]
}

function playgrounds(settings: DemoSettings): Part[] {
  if (settings.playgroundPort === null) return []
  const loopbackOnly = join(settings.root, 'dist', 'src', 'demo', 'loopback-only.js')
  const playground = join(settings.root, 'node_modules', '@microsoft', 'm365agentsplayground', 'cli.js')
  return teamsWindows(settings.playgroundPort).map((window) => ({
    key: `teams-${window.key}`,
    title: `${window.person}'s Teams window`,
    args: [
      ...['--import', loopbackOnly, playground, 'start', '--disable-telemetry', '--channel-id', 'msteams'],
      ...['--app-endpoint', `http://127.0.0.1:${settings.botPort}/api/messages`],
      ...['--port', String(window.port), '--service-url', `http://127.0.0.1:${window.port}/_connector`],
    ],
    env: {
      M365_AGENTS_PLAYGROUND_CONFIG_PATH: join(
        settings.root,
        'demo',
        'playground',
        `${window.key}.m365agentsplayground.yml`,
      ),
      // Without it the Playground makes a folder devTools/ where it is started.
      M365_AGENTS_PLAYGROUND_LOGFILE: join(settings.logDirectory, `teams-${window.key}-playground.log`),
      TEAMSAPPTESTER_BROWSER: 'none',
    },
    after: [],
    ready: { address: `http://127.0.0.1:${window.port}/` },
  }))
}
