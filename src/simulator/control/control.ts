/**
 * The control endpoint, for tests and the demo: `/simulator/…` on the https port, without a token. What it changes, changes at once
 * and without any of Azure's rules, "behind the back" of whoever uses the simulated Azure.
 *
 *   POST /simulator/reset                                                  everything as at the first start; no faults, no requests
 *   POST /simulator/faults            {faults: […]}                        replaces the faults (format: fault-file.ts)
 *   POST /simulator/address-space     {networkId, addPrefix | removePrefix}
 *   POST /simulator/peerings/delete   {id}                                 one side; the other becomes Disconnected
 *   POST /simulator/private-clouds    {name, provisioningState}
 *   GET  /simulator/requests                                               {requests: […]}, oldest first
 */
import { z } from 'zod/v4'
import { parseFaults } from '../faults/fault-file.ts'
import type { FaultInjector } from '../faults/injector.ts'
import type { Handler, HttpAnswer, HttpRequest } from '../http/exchange.ts'
import { emptyAnswer, jsonAnswer } from '../http/exchange.ts'
import type { RequestLog } from '../http/request-log.ts'
import { removePeering } from '../network/delete-peering.ts'
import { withAddressSpace } from '../network/grow-network.ts'
import { isPrefix } from '../network/prefixes.ts'
import { type Change, keyOf } from '../state/records.ts'
import type { Store } from '../state/store.ts'

export interface ControlContext {
  store: Store
  /** The rows of a first start. Throws if the estate cannot be read. */
  seed: () => readonly Change[]
  faults: FaultInjector
  requests: RequestLog
  newId: () => string
}

type Action = (request: HttpRequest, context: ControlContext) => HttpAnswer | Promise<HttpAnswer>

const prefix = z.string().refine(isPrefix, 'must be a network prefix such as 10.170.1.0/24')
const addressSpace = z.union([
  z.strictObject({ networkId: z.string(), addPrefix: prefix }),
  z.strictObject({ networkId: z.string(), removePrefix: prefix }),
])
const onePeering = z.strictObject({ id: z.string() })
const cloudState = z.strictObject({ name: z.string(), provisioningState: z.string().min(1) })

const actions: Readonly<Record<string, Action>> = {
  'POST /simulator/reset': async (_, { store, seed, faults, requests }) => {
    faults.set([])
    requests.clear()
    await store.reset(seed())
    return emptyAnswer(204)
  },

  'POST /simulator/faults': (request, { faults }) => {
    try {
      faults.set(parseFaults(JSON.parse(request.body || '{}'), 'the request'))
      return emptyAnswer(204)
    } catch (error) {
      return refuse(400, error instanceof Error ? error.message : String(error))
    }
  },

  'POST /simulator/address-space': withBody(addressSpace, (body, { store, newId }) => {
    const network = store.view.get('networks', body.networkId)
    if (network === undefined) return refuse(404, `There is no virtual network ${body.networkId}.`)
    const present = network.addressPrefixes.filter(
      (one) => one !== ('addPrefix' in body ? body.addPrefix : body.removePrefix),
    )
    const prefixes = 'addPrefix' in body ? [...present, body.addPrefix] : present
    store.commit(withAddressSpace(store.view, network, prefixes, newId))
    return emptyAnswer(204)
  }),

  'POST /simulator/peerings/delete': withBody(onePeering, ({ id }, { store, newId }) => {
    const peering = store.view.get('peerings', id)
    if (peering === undefined) return refuse(404, `There is no peering ${id}.`)
    store.commit(removePeering(store.view, peering, newId))
    return emptyAnswer(204)
  }),

  'POST /simulator/private-clouds': withBody(cloudState, ({ name, provisioningState }, { store }) => {
    const clouds = store.view
      .list('privateClouds')
      .filter((cloud) => [keyOf(cloud.name), keyOf(cloud.id)].includes(keyOf(name)))
    if (clouds.length === 0) return refuse(404, `There is no private cloud ${name}.`)
    store.commit(
      clouds.map((cloud) => ({
        table: 'privateClouds',
        key: keyOf(cloud.id),
        value: { ...cloud, properties: { ...cloud.properties, provisioningState } },
      })),
    )
    return emptyAnswer(204)
  }),

  'GET /simulator/requests': (_, { requests }) => jsonAnswer(200, { requests: requests.list() }),
}

/** Answers `/simulator/…`; only for requests that name this machine, so that no web page elsewhere can reach it by name. */
export function control(context: ControlContext): Handler {
  return (request) => {
    const { hostname } = new URL(request.origin)
    if (!['127.0.0.1', 'localhost', '[::1]'].includes(hostname))
      return refuse(403, 'The control endpoint is for this machine only.')
    const action = actions[`${request.method} ${request.path.toLowerCase().replace(/\/$/, '')}`]
    if (action === undefined)
      return refuse(404, `There is no ${request.method} ${request.path} in the control endpoint.`)
    return action(request, context)
  }
}

function withBody<T>(shape: z.ZodType<T>, act: (body: T, context: ControlContext) => HttpAnswer): Action {
  return (request, context) => {
    const parsed = shape.safeParse(json(request.body))
    if (parsed.success) return act(parsed.data, context)
    return refuse(
      400,
      parsed.error.issues.map((issue) => `${issue.path.join('.') || 'the body'}: ${issue.message}`).join('; '),
    )
  }
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const refuse = (status: number, message: string): HttpAnswer =>
  jsonAnswer(status, { error: { code: 'SimulatorControl', message } })
