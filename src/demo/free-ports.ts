/** Looks whether the demo's ports are free, before anything is started. */
import { createServer } from 'node:net'
import type { DemoSettings } from './settings.ts'
import { teamsWindows } from './windows.ts'

export interface NeededPort {
  port: number
  /** What will listen there. */
  purpose: string
  variable: string
  /** Who usually sits on this port when it is taken. */
  holder: string
  /** Another value to try for the variable. */
  instead: number
}

/** Every port that the demo listens on. */
export function neededPorts(settings: DemoSettings): NeededPort[] {
  const windows = settings.playgroundPort === null ? [] : teamsWindows(settings.playgroundPort)
  return [
    {
      port: settings.botPort,
      purpose: 'the bot',
      variable: 'PORT',
      holder: 'another Peerbot, or another bot (3978 is their usual port)',
      instead: settings.botPort + 10,
    },
    {
      port: settings.azurePort,
      purpose: 'the simulated Azure',
      variable: 'SIMULATOR_PORT',
      holder: 'another simulated Azure, or a web server with https',
      instead: settings.azurePort + 10,
    },
    {
      port: settings.identityPort,
      purpose: 'the identity endpoint of the simulated Azure',
      variable: 'SIMULATOR_IDENTITY_PORT',
      holder: 'another simulated Azure',
      instead: settings.identityPort + 10,
    },
    ...windows.map((window) => ({
      port: window.port,
      purpose: `${window.person}'s Teams window`,
      variable: 'PEERBOT_PLAYGROUND_PORT',
      holder: 'another Peerbot demo, or another Agents Playground',
      instead: windows[0] === undefined ? window.port + 10 : windows[0].port + 10,
    })),
  ]
}

/** One sentence for each variable whose port is asked for twice, taken, or not ours to open. Empty: all are free. */
export async function portTroubles(needed: NeededPort[]): Promise<string[]> {
  const sentences = await Promise.all(needed.map(async (one) => twice(one, needed) ?? (await notToBeOpened(one))))
  const byVariable = new Map<string, string>()
  for (const [index, one] of needed.entries()) {
    const sentence = sentences[index]
    if (typeof sentence === 'string' && !byVariable.has(one.variable)) byVariable.set(one.variable, sentence)
  }
  return [...byVariable.values()]
}

function twice(one: NeededPort, needed: NeededPort[]): string | null {
  const first = needed.find((other) => other.port === one.port)
  if (first === undefined || first === one) return null
  return `${one.variable}: ${one.purpose} and ${first.purpose} (${first.variable}) cannot both have port ${one.port}.`
}

async function notToBeOpened(one: NeededPort): Promise<string | null> {
  const trouble = await opening(one.port)
  if (trouble === null) return null
  const cure = `choose another port: ${one.variable}=${one.instead} npm run demo`
  return trouble === 'EADDRINUSE'
    ? `Port ${one.port} (${one.purpose}) is taken, probably by ${one.holder}; stop that or ${cure}`
    : `Port ${one.port} (${one.purpose}) cannot be opened (${trouble}); ${cure}`
}

/** Null where the port can be opened on the loopback address, else the system's code. */
function opening(port: number): Promise<string | null> {
  return new Promise((answer) => {
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) => answer(error.code ?? error.message))
    probe.listen({ port, host: '127.0.0.1' }, () => probe.close(() => answer(null)))
  })
}
