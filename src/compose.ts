/** Joins the rooms: config → database → azure → teams → jobs → server. Nothing else knows all of them. */
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import { type AzureSettings, connectAzure } from './azure/connect-azure.ts'
import { createCloudList } from './clouds/cloud-list.ts'
import type { CommandRoom } from './commands/command.ts'
import { handleIncoming } from './commands/handle-incoming.ts'
import { press } from './commands/press.ts'
import { commands } from './commands/registry.ts'
import type { CommonConfig } from './config/environment.ts'
import type { PolicyRead } from './config/policy-file.ts'
import { openJobs } from './jobs/open-jobs.ts'
import { deliver } from './outbox/deliver.ts'
import { expire } from './requests/expire.ts'
import { carryOut } from './runs/carry-out.ts'
import { usualPatience } from './runs/patience.ts'
import { startServer } from './server/server.ts'
import { forgetOldTraffic } from './store/forget-old-traffic.ts'
import { openDatabase } from './store/open-database.ts'
import { openStore } from './store/open-store.ts'
import { type BotIdentity, createAdapter } from './teams/adapter.ts'
import { createBot } from './teams/bot.ts'
import { createDoor } from './teams/door.ts'
import { createMessenger } from './teams/messenger.ts'

const dayMs = 86_400_000

export interface Composition {
  config: CommonConfig & { tenants: readonly string[] }
  policy: Extract<PolicyRead, { ok: true }>
  azure: AzureSettings
  identity: BotIdentity
  host: string
  log: Logger
}

export interface Running {
  port: number
  stop(): Promise<void>
}

export async function start({ config, policy, azure, identity, host, log }: Composition): Promise<Running> {
  const now = () => new Date()
  const newId = () => randomUUID().slice(0, 8)
  const { random } = Math

  const database = await openDatabase(config.database, log)
  const jobs = await openJobs(database.jobs, log)
  const { store, inbox, outbox, leases, steps, policies } = openStore(database, jobs.enqueue, now)
  const inForce = { policy: policy.policy, version: await policies.keep(policy.hash, policy.text, now()) }

  const { reader, writer } = connectAzure(azure, log)
  const clouds = createCloudList(reader, now)
  const adapter = createAdapter(identity)
  const messenger = createMessenger(adapter, identity.kind === 'none' ? '' : identity.appId)

  const room: CommandRoom = { store, clouds, reader, policy: () => inForce, commands, now, newId, log }
  const clock = { now, sleep: (ms: number, signal: AbortSignal) => sleep(ms, undefined, { signal }) }
  const runRoom = { store, clouds, reader, writer, leases, steps, clock, patience: usualPatience, random, log }
  await jobs.work({
    'handle-activity': ({ inboxId }, { lastAttempt }) => handleIncoming(inboxId, inbox, room, lastAttempt),
    run: ({ request }, { signal }) => carryOut(request, runRoom, signal),
    expire: ({ request }) => expire(store, request, now()),
    deliver: ({ conversation }, { signal }) => deliver(conversation, { outbox, messenger, now, random, log, signal }),
  })

  const tidy = () => forgetOldTraffic(database, now()).catch((error) => log.warn({ err: error }, 'tidying failed'))
  await tidy()
  const tidying = setInterval(tidy, dayMs).unref()

  const { tenants } = config
  const bot = createBot({ inbox, press: (pressed) => press(pressed, room), tenants, newId, log })
  const receive = createDoor({ adapter, bot, tenants, newId, log })
  const notReady = () =>
    database.ping().then(
      () => null,
      () => 'the database does not answer',
    )
  const server = await startServer({ receive, notReady, log }, host, config.port)

  return {
    port: server.port,
    async stop() {
      clearInterval(tidying)
      await server.close()
      await jobs.stop()
      await database.close()
    },
  }
}
