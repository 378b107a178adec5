/** A simulated Azure of its own for a test: free ports, a temporary directory, a clock that the test moves. */
import { type JsonWebKey, randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { type EstateInput, parseEstate } from '../../src/simulator/estate/estate-file.ts'
import type { FaultsInput } from '../../src/simulator/faults/fault-file.ts'
import { type SimulatorOptions, startSimulator } from '../../src/simulator/start.ts'

export const subscription1 = '11111111-1111-4111-8111-111111111111'
export const subscription2 = '22222222-2222-4222-8222-222222222222'
export const tenant = '10000000-0000-4000-8000-000000000001'

export interface Answer {
  status: number
  headers: Record<string, string>
  body: Body
}

/** What an answer may hold; a test reads what it expects to be there, and fails where it is not. */
export interface Body extends Resource {
  error: { code: string; message: string; details: { code: string }[] }
  value: Resource[]
  nextLink?: string
  status: string
  access_token: string
  keys: [JsonWebKey]
  requests: { method: string; path: string; status: number | null; fault?: string }[]
}

interface Resource {
  id: string
  name: string
  displayName: string
  etag: string
  sku: { name: string }
  properties: {
    provisioningState: string
    peeringState: string
    peeringSyncLevel: string
    resourceGuid: string
    addressSpace: AddressSpace
    remoteAddressSpace: AddressSpace
    remoteVirtualNetworkAddressSpace: AddressSpace
    remoteVirtualNetwork: { id: string }
    remoteGateways: { id: string }[]
    subnets: Resource[]
    virtualNetworkPeerings: Resource[]
    virtualNetworkId: string
    circuit: { expressRouteID: string }
  }
}

interface AddressSpace {
  addressPrefixes: string[]
}

export interface SimulatedAzure {
  arm: string
  identity: string
  ca: string
  directory: string
  token: string
  /** Calls ARM with a good token; `api-version` 2024-03-01 unless the path has one. */
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  /** Calls the control endpoint. */
  control(method: string, path: string, body?: unknown): Promise<Answer>
  faults(list: FaultsInput['faults']): Promise<void>
  /** Moves the clock. */
  pass(ms: number): void
  stop(): Promise<void>
}

export interface TestOptions {
  estate?: EstateInput
  settings?: Partial<SimulatorOptions['settings']>
  directory?: string
  /** The real clock instead of one that stands still. */
  realTime?: boolean
}

/** The small estate of most tests: two VNets that can be peered, a third that overlaps with the first, a hub with a gateway. */
export const smallEstate: EstateInput = {
  tenants: [{ id: tenant, name: 'Contoso' }],
  subscriptions: [
    { id: subscription1, name: 'One', tenant },
    { id: subscription2, name: 'Two', tenant },
  ],
  networks: [
    { name: 'a', subscription: subscription1, resourceGroup: 'rg', region: 'uksouth', addressSpace: ['10.1.0.0/22'] },
    { name: 'b', subscription: subscription1, resourceGroup: 'rg', region: 'uksouth', addressSpace: ['10.2.0.0/22'] },
    {
      name: 'a2',
      subscription: subscription1,
      resourceGroup: 'rg',
      region: 'uksouth',
      addressSpace: ['10.1.2.0/24', '10.9.0.0/24'],
    },
    {
      name: 'hub',
      subscription: subscription1,
      resourceGroup: 'rg',
      region: 'uksouth',
      addressSpace: ['10.3.0.0/22'],
      gateway: true,
    },
    {
      name: 'far',
      subscription: subscription2,
      resourceGroup: 'rg2',
      region: 'northeurope',
      addressSpace: ['10.4.0.0/22'],
    },
  ],
}

export async function simulatedAzure(options: TestOptions = {}): Promise<SimulatedAzure> {
  const directory = options.directory ?? mkdtempSync(join(tmpdir(), 'simulator-'))
  let offset = 0
  const origin = Date.now()
  const now = () => new Date((options.realTime ? Date.now() : origin) + offset)
  const simulator = await startSimulator({
    port: 0,
    identityPort: 0,
    dataDirectory: directory,
    estate: parseEstate(options.estate ?? smallEstate, 'the test'),
    faults: [],
    settings: {
      operationMs: 1000,
      retryAfterSeconds: 1,
      vnetLocks: true,
      pageSize: 100,
      throttling: false,
      ...options.settings,
    },
    now,
    newId: randomUUID,
    log: pino({ level: 'silent' }),
  })
  const ca = readFileSync(simulator.ca, 'utf8')
  const token = await fetchToken(simulator.identity, 'https://management.azure.com/')
  const call: SimulatedAzure['call'] = (method, path, body, headers) =>
    exchange(`${simulator.arm}${withVersion(path)}`, ca, method, body, { authorization: `Bearer ${token}`, ...headers })
  const control: SimulatedAzure['control'] = (method, path, body) =>
    exchange(`${simulator.arm}/simulator/${path}`, ca, method, body, {})

  return {
    arm: simulator.arm,
    identity: simulator.identity,
    ca,
    directory,
    token,
    call,
    control,
    faults: async (list) => {
      const { status, body } = await control('POST', 'faults', { faults: list })
      if (status !== 204) throw new Error(JSON.stringify(body))
    },
    pass: (ms) => {
      offset += ms
    },
    stop: async () => {
      await simulator.stop()
      if (options.directory === undefined) rmSync(directory, { recursive: true, force: true })
    },
  }
}

/** A token of the managed identity for any resource. */
export async function fetchToken(identity: string, resource: string): Promise<string> {
  const url = `${identity}?resource=${encodeURIComponent(resource)}&api-version=2019-08-01`
  const response = await fetch(url, { headers: { 'X-IDENTITY-HEADER': 'any' } })
  const { access_token } = (await response.json()) as { access_token: string }
  return access_token
}

/** One https exchange, with the simulator's certificate authority; rejects if the connection is cut. */
export function exchange(
  url: string,
  ca: string,
  method: string,
  body: unknown,
  headers: Record<string, string>,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body)
    const sent = request(
      url,
      {
        method,
        ca,
        agent: false,
        servername: 'localhost',
        headers: { 'content-type': 'application/json', ...headers },
      },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk) => chunks.push(chunk))
        response.on('end', () => {
          const received = Buffer.concat(chunks).toString('utf8')
          resolve({
            status: response.statusCode ?? 0,
            headers: Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name, String(value)])),
            body: received === '' ? undefined : JSON.parse(received),
          })
        })
        response.on('error', reject)
      },
    )
    sent.on('error', reject)
    sent.end(text)
  })
}

export const networkPath = (name: string, group = 'rg', subscription = subscription1): string =>
  `/subscriptions/${subscription}/resourceGroups/${group}/providers/Microsoft.Network/virtualNetworks/${name}`

export const peeringPath = (network: string, name: string): string =>
  `${networkPath(network)}/virtualNetworkPeerings/${name}`

/** The body of a peering PUT towards a VNet of the small estate. */
export const peeringTo = (remote: string, flags: Record<string, boolean> = {}) => ({
  properties: {
    allowVirtualNetworkAccess: true,
    allowForwardedTraffic: false,
    allowGatewayTransit: false,
    useRemoteGateways: false,
    ...flags,
    remoteVirtualNetwork: { id: remote.startsWith('/') ? remote : networkPath(remote) },
  },
})

function withVersion(path: string): string {
  if (path.includes('api-version=')) return path
  return `${path}${path.includes('?') ? '&' : '?'}api-version=2024-03-01`
}
