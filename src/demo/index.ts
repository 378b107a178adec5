/** `npm run demo`: the simulated Azure, the bot and three Teams windows, started and stopped together. */
import { existsSync, mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { neededPorts, portTroubles } from './free-ports.ts'
import { guide } from './guide.ts'
import { demoParts } from './parts.ts'
import { runParts } from './run-parts.ts'
import { readSettings } from './settings.ts'

const began = performance.now()

function refuse(...sentences: string[]): never {
  for (const sentence of sentences) console.error(`Peerbot: ${sentence}`)
  process.exit(1)
}

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 22 || (major === 22 && minor < 12))
  refuse(`Node 22.12 or newer is needed; this is ${process.versions.node}. "npm run demo" brings its own.`)

const root = fileURLToPath(new URL('../../..', import.meta.url))
const read = readSettings(root, process.env)
if (!read.ok) refuse(...read.mistakes)
const { settings } = read
const parts = demoParts(settings)
const missing = parts.flatMap((part) => part.args.filter((arg) => arg.endsWith('.js') && !existsSync(arg)))
if (missing.length > 0)
  refuse(`the installation is incomplete, ${missing[0]} is missing; delete node_modules and dist and run it again.`)
const troubles = await portTroubles(neededPorts(settings))
if (troubles.length > 0) refuse(...troubles)

mkdirSync(settings.logDirectory, { recursive: true, mode: 0o700 })
const running = runParts(parts, {
  env: process.env,
  logDirectory: settings.logDirectory,
  readyWithinMs: 120_000,
  stopWithinMs: 10_000,
})

async function end(status: number): Promise<never> {
  await running.stop()
  process.exit(status)
}

// Ctrl-C comes twice, from the terminal and through npm; only a later one means "at once".
const sameCtrlCInMs = 1_000
let firstAsked: number | null = null

function stopWhenAsked(): void {
  const now = performance.now()
  if (firstAsked !== null && now - firstAsked < sameCtrlCInMs) return
  if (firstAsked === null) console.log('\nPeerbot: stopping …')
  firstAsked ??= now
  void end(0)
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stopWhenAsked)
// The process that started the demo with an IPC channel (scripts/ready.mjs) is gone.
process.on('disconnect', stopWhenAsked)
process.channel?.unref()

const trouble = await running.ready
if (trouble === null) console.log(guide(settings, performance.now() - began))
console.error(trouble ?? (await running.broken))
await end(1)
