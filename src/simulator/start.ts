import { createServer as createHttpServer } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { Logger } from 'pino'
import { arm } from './arm/arm.ts'
import type { ArmSettings } from './arm/context.ts'
import { createTokenBuckets } from './arm/token-buckets.ts'
import { serverCertificate } from './certificates/server-certificate.ts'
import { control } from './control/control.ts'
import { lockDataDirectory, prepareDataDirectory } from './data-directory.ts'
import { type Estate, readEstate } from './estate/estate-file.ts'
import { seedRows } from './estate/seed.ts'
import type { Fault } from './faults/fault-file.ts'
import { createFaultInjector } from './faults/injector.ts'
import type { Handler } from './http/exchange.ts'
import { close, listen } from './http/listen.ts'
import { createRequestLog } from './http/request-log.ts'
import { isControlPath, type ServeContext, serve } from './http/serve.ts'
import { authority, isAuthorityPath } from './identity/authority.ts'
import { managedIdentityEndpoint } from './identity/managed-identity.ts'
import { signingKey } from './identity/signing-key.ts'
import { forgetOld, settleNext } from './network/settle.ts'
import { openStore } from './state/store.ts'

export interface SimulatorOptions {
  /** 0 takes any free port. */
  port: number
  identityPort: number
  /** State, certificates and keys are kept here; made if it is not there. */
  dataDirectory: string
  /** Read at the first start and at a reset: a file, or an estate already checked by `parseEstate`. */
  estate: string | Estate
  faults: readonly Fault[]
  settings: ArmSettings
  now: () => Date
  newId: () => string
  log: Logger
}

export interface RunningSimulator {
  /** ARM's address; also that of the sign-in service (`authority`) and of the control endpoint (`/simulator/…`). */
  arm: string
  /** The file with the certificate to trust. */
  ca: string
  /** The managed-identity endpoint, for IDENTITY_ENDPOINT. */
  identity: string
  authority: string
  stop(): Promise<void>
}

const requestsKept = 1000
const idleConnectionMs = 65_000

/** Starts the simulated Azure. Throws an Error with a clear sentence on a taken port, a directory in use or an unusable estate. */
export async function startSimulator(options: SimulatorOptions): Promise<RunningSimulator> {
  const { dataDirectory, now, newId, log } = options
  prepareDataDirectory(dataDirectory)
  const seed = () => seedRows(typeof options.estate === 'string' ? readEstate(options.estate) : options.estate)
  const certificate = await serverCertificate(dataDirectory, now())
  const key = signingKey(dataDirectory)

  // The ports come first: a second start on the same ports must not touch the state of the first.
  const armServer = createHttpsServer({ key: certificate.key, cert: certificate.cert })
  const identityServer = createHttpServer()
  // Longer than clients keep idle connections, so that none writes into one that is just being closed.
  armServer.keepAliveTimeout = idleConnectionMs
  identityServer.keepAliveTimeout = idleConnectionMs
  const port = await listen(armServer, options.port, 'SIMULATOR_PORT')
  const identityPort = await listen(identityServer, options.identityPort, 'SIMULATOR_IDENTITY_PORT').catch(
    async (error) => {
      await close(armServer)
      throw error
    },
  )

  try {
    const unlock = await lockDataDirectory(dataDirectory, port)
    const store = await openStore(dataDirectory, seed)
    store.commit(forgetOld(store.view, now()))

    const identityContext = { view: store.view, key, now, newId }
    const faults = createFaultInjector(options.faults)
    const requests = createRequestLog(requestsKept)
    const buckets = createTokenBuckets()
    const armHandler = arm({ store, key, buckets, now, newId, settings: options.settings })
    const authorityHandler = authority(identityContext)
    const controlHandler = control({ store, seed, faults, requests, newId })

    const onArmPort: Handler = (request) => {
      for (let due = settleNext(store.view, now(), newId); due !== null; due = settleNext(store.view, now(), newId)) {
        store.commit(due)
      }
      if (isControlPath(request.path)) return controlHandler(request)
      return isAuthorityPath(request.path) ? authorityHandler(request) : armHandler(request)
    }

    const stopping = new AbortController()
    const shared: Omit<ServeContext, 'scheme' | 'handle'> = {
      durable: store.durable,
      faults,
      requests,
      now,
      log,
      stopping: stopping.signal,
    }
    armServer.on('request', serve({ ...shared, scheme: 'https', handle: onArmPort }))
    identityServer.on('request', serve({ ...shared, scheme: 'http', handle: managedIdentityEndpoint(identityContext) }))
    log.info({ port, identityPort, dataDirectory }, 'simulated Azure listening')

    const address = `https://127.0.0.1:${port}`
    return {
      arm: address,
      ca: certificate.caFile,
      identity: `http://127.0.0.1:${identityPort}/msi/token`,
      authority: address,
      stop: async () => {
        stopping.abort()
        await Promise.all([close(armServer), close(identityServer)])
        await store.close()
        unlock()
      },
    }
  } catch (error) {
    await Promise.all([close(armServer), close(identityServer)])
    throw error
  }
}
