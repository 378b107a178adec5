/** The simulated Azure in this process, with the demo's estate, and Peerbot's connection to it. */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { pino } from 'pino'
import { type AzureSettings, connectAzure, publicAzure } from '../../src/azure/connect-azure.ts'
import type { FaultsInput } from '../../src/simulator/faults/fault-file.ts'
import { startSimulator } from '../../src/simulator/start.ts'

const silent = pino({ level: 'silent' })

export async function startSimulatedAzure() {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'simulated-azure-'))
  const simulator = await startSimulator({
    port: 0,
    identityPort: 0,
    dataDirectory,
    estate: 'demo/estate.yaml',
    faults: [],
    settings: { operationMs: 300, retryAfterSeconds: 1, pageSize: 2, vnetLocks: true, throttling: false },
    now: () => new Date(),
    newId: () => randomUUID(),
    log: silent,
  })
  const ca = readFileSync(simulator.ca, 'utf8')
  // The SDK's managed identity reads these from the process itself.
  process.env.IDENTITY_ENDPOINT = simulator.identity
  process.env.IDENTITY_HEADER = 'any'
  const environment = { IDENTITY_ENDPOINT: simulator.identity }
  const credential = { environment, virtualMachine: false, azureCli: false, authority: null }

  /** Calls the simulator's control endpoint. */
  async function control(path: string, body: object = {}, method = 'POST'): Promise<string> {
    return await new Promise((resolve, reject) => {
      const call = request(`${simulator.arm}/simulator/${path}`, { method, ca }, (answer) => {
        const answered = text(answer)
        if ((answer.statusCode ?? 500) < 300) answered.then(resolve, reject)
        else answered.then((said) => reject(new Error(`${path}: ${answer.statusCode} ${said}`)), reject)
      })
      call.on('error', reject)
      call.end(method === 'GET' ? undefined : JSON.stringify(body))
    })
  }

  return {
    authority: simulator.authority,
    /** A connection of its own, as a freshly started bot has it. */
    connect: (changes: Partial<AzureSettings> = {}) =>
      connectAzure(
        { ...publicAzure, endpoint: simulator.arm, ca, credential, pollIntervalMs: 100, ...changes },
        silent,
      ),
    control,
    inject: (...faults: NonNullable<FaultsInput['faults']>) => control('faults', { faults }),
    /** What the simulator was asked, as JSON, oldest first. */
    asked: () => control('requests', {}, 'GET'),
    reset: () => control('reset'),
    stop: async () => {
      delete process.env.IDENTITY_ENDPOINT
      delete process.env.IDENTITY_HEADER
      await simulator.stop()
      rmSync(dataDirectory, { recursive: true })
    },
  }
}

export type SimulatedAzure = Awaited<ReturnType<typeof startSimulatedAzure>>
