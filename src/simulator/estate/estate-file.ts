/**
 * The estate file: what exists in the simulated Azure at its first start. YAML, checked here; every mistake is reported at once,
 * with its place.
 */
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod/v4'
import { isPrefix } from '../network/prefixes.ts'

const guid = z.guid('must be a GUID')
const name = z.string().regex(/^\w[\w.-]{0,62}$/, 'must be a name: letters, digits, . - _')
const region = z.string().regex(/^[a-z0-9]+$/, 'must be a region as ARM writes it, such as uksouth')
const prefix = z.string().refine(isPrefix, 'must be a network prefix such as 10.10.0.0/22')
const prefixes = z.array(prefix).min(1)
const tags = z.record(z.string(), z.string()).default({})

const tenant = z.strictObject({
  id: guid,
  name: z.string().min(1),
  domain: z.string().min(1).default('contoso.onmicrosoft.com'),
})

const subscription = z.strictObject({ id: guid, name: z.string().min(1), tenant: guid })

const application = z.strictObject({
  clientId: guid,
  objectId: guid,
  tenant: guid,
  /** Without it any secret is accepted. */
  secret: z.string().min(1).optional(),
  /** The identity that the managed-identity endpoint answers for when the caller names none. */
  managedIdentity: z.boolean().default(false),
})

const resourceGroup = z.strictObject({ name, subscription: guid, region, tags })

const subnet = z.strictObject({ name, prefix })

const network = z.strictObject({
  name,
  subscription: guid,
  resourceGroup: name,
  region,
  tags,
  addressSpace: prefixes,
  subnets: z.array(subnet).default([]),
  /** A VPN or ExpressRoute gateway lives in it. */
  gateway: z.boolean().default(false),
  provisioningState: z.string().min(1).default('Succeeded'),
})

const common = {
  name,
  subscription: guid,
  region,
  resourceGroup: name.optional(),
  tags,
  provisioningState: z
    .enum(['Succeeded', 'Failed', 'Cancelled', 'Canceled', 'Pending', 'Building', 'Deleting', 'Updating'])
    .default('Succeeded'),
  hosts: z.number().int().min(3).max(16).default(3),
}

const generation2 = z.strictObject({
  ...common,
  generation: z.literal(2),
  /** The /22 of the private cloud; the VNet's first prefix. */
  networkBlock: prefix,
  /** Networks that NSX has advertised into the VNet's address space. */
  segments: z.array(prefix).default([]),
  network: name.optional(),
})

const generation1 = z.strictObject({
  ...common,
  generation: z.literal(1),
  networkBlock: prefix,
  sku: z.string().min(1).default('AV36P'),
})

const flags = z
  .strictObject({
    allowVirtualNetworkAccess: z.boolean().default(true),
    allowForwardedTraffic: z.boolean().default(false),
    allowGatewayTransit: z.boolean().default(false),
    useRemoteGateways: z.boolean().default(false),
  })
  .prefault({})

/** `between` names two VNets, or two private clouds that have one. */
const peering = z.strictObject({
  between: z.tuple([name, name]),
  flags,
  /** Prefixes that the VNet of that name got after the peering was made: the other side has not learnt them. */
  grownAfterwards: z.record(name, prefixes).default({}),
})

const estateShape = z.strictObject({
  tenants: z.array(tenant).min(1),
  subscriptions: z.array(subscription).min(1),
  applications: z.array(application).default([]),
  resourceGroups: z.array(resourceGroup).default([]),
  privateClouds: z.array(z.discriminatedUnion('generation', [generation2, generation1])).default([]),
  networks: z.array(network).default([]),
  peerings: z.array(peering).default([]),
})

export type Estate = z.infer<typeof estateShape>
export type EstateInput = z.input<typeof estateShape>
export type EstateCloud = Estate['privateClouds'][number]

/** Checks an estate. Throws one Error that lists every mistake, each with its place. */
export function parseEstate(value: unknown, source: string): Estate {
  const parsed = estateShape.safeParse(value)
  if (!parsed.success) {
    const mistakes = parsed.error.issues.map((issue) => `  ${issue.path.join('.') || 'the file'}: ${issue.message}`)
    throw new Error([`The estate in ${source} cannot be used:`, ...mistakes].join('\n'))
  }
  const mistakes = crossReferences(parsed.data)
  if (mistakes.length > 0) {
    throw new Error([`The estate in ${source} cannot be used:`, ...mistakes.map((text) => `  ${text}`)].join('\n'))
  }
  return parsed.data
}

/** Reads an estate file. Throws an Error whose message says what to correct. */
export function readEstate(file: string): Estate {
  let value: unknown
  try {
    value = parse(readFileSync(file, 'utf8'))
  } catch (cause) {
    throw new Error(`The estate file ${file} cannot be read: ${cause instanceof Error ? cause.message : cause}`, {
      cause,
    })
  }
  return parseEstate(value, file)
}

/** The name of a private cloud's VNet unless the estate says another. */
export const networkNameOf = (cloud: { name: string; network?: string | undefined }): string =>
  cloud.network ?? `vnet-${cloud.name}`

function crossReferences(estate: Estate): string[] {
  const tenants = new Set(estate.tenants.map(({ id }) => id.toLowerCase()))
  const subscriptions = new Set(estate.subscriptions.map(({ id }) => id.toLowerCase()))
  const hosted = estate.privateClouds.filter((cloud) => cloud.generation === 2)
  const names = [...hosted.map(networkNameOf), ...estate.networks.map((one) => one.name)].map((one) =>
    one.toLowerCase(),
  )
  const peerable = new Set([...names, ...hosted.map((cloud) => cloud.name.toLowerCase())])
  const cloudNames = estate.privateClouds.map((cloud) =>
    `${cloud.subscription} ${cloud.resourceGroup} ${cloud.name}`.toLowerCase(),
  )

  return [
    ...[...estate.subscriptions, ...estate.applications]
      .filter(({ tenant: id }) => !tenants.has(id.toLowerCase()))
      .map(({ tenant: id }) => `tenant ${id} is used but not listed under tenants.`),
    ...[...estate.privateClouds, ...estate.networks, ...estate.resourceGroups]
      .filter(({ subscription: id }) => !subscriptions.has(id.toLowerCase()))
      .map((one) => `${one.name}: subscription ${one.subscription} is not listed under subscriptions.`),
    ...cloudNames
      .filter((one, index) => cloudNames.indexOf(one) !== index)
      .map((one) => `private cloud ${one.split(' ').at(-1)} is listed twice.`),
    ...estate.peerings
      .flatMap(({ between, grownAfterwards }) => [...between, ...Object.keys(grownAfterwards)])
      .filter((one) => !peerable.has(one.toLowerCase()))
      .map((one) => `peerings: ${one} is neither a VNet nor a Gen 2 private cloud of this estate.`),
  ]
}
