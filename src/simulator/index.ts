/** `npm run simulator`: the simulated Azure as a process of its own. One JSON line on stdout when it listens; logs go to stderr. */
import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { readFaults } from './faults/fault-file.ts'
import { readSettings } from './settings.ts'
import { startSimulator } from './start.ts'

try {
  const settings = readSettings(process.env)
  const { stop, ...addresses } = await startSimulator({
    ...settings,
    settings: settings.arm,
    faults: settings.faultsFile === null ? [] : readFaults(settings.faultsFile),
    now: () => new Date(),
    newId: randomUUID,
    log: pino({ level: settings.logLevel ?? 'silent' }, pino.destination(2)),
  })
  const end = () => {
    stop().finally(() => process.exit(0))
  }
  process.once('SIGTERM', end)
  process.once('SIGINT', end)
  process.stdout.write(`${JSON.stringify(addresses)}\n`)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
