import { z } from 'zod/v4'
import { done, type Outcome, refused } from '../arm/arm-error.ts'
import { networkId, resourceGroupId } from '../arm/resource-id.ts'
import { type Change, keyOf, type NetworkRow, type SubnetRow } from '../state/records.ts'
import type { EstateView } from '../state/view.ts'
import { withAddressSpace } from './grow-network.ts'
import {
  addressSpacesOverlap,
  invalidAddressPrefix,
  invalidRequestFormat,
  subnetOutsideNetwork,
} from './network-errors.ts'
import { refuseIfOccupied } from './occupation.ts'
import { startOperation } from './operation.ts'
import { contains, isPrefix, overlapping } from './prefixes.ts'
import type { AcceptedWrite } from './put-peering.ts'
import type { RuleContext } from './rules.ts'

const subnet = z.object({
  name: z.string().min(1),
  properties: z.looseObject({ addressPrefix: z.string().nullish(), addressPrefixes: z.array(z.string()).nullish() }),
})

const shape = z.object({
  location: z.string().min(1).nullish(),
  tags: z.record(z.string(), z.string()).nullish(),
  properties: z.object({
    addressSpace: z.object({ addressPrefixes: z.array(z.string()).min(1) }),
    dhcpOptions: z.object({ dnsServers: z.array(z.string()).nullish() }).nullish(),
    subnets: z.array(subnet).nullish(),
  }),
})

/** Where the VNet is to be. */
export interface NetworkPlace {
  subscriptionId: string
  resourceGroup: string
  name: string
}

/**
 * PUT of a VNet. Subnets that are not in the body at all stay as they are. Peerings in the body are not read: they change through
 * their own resource only (a simplification; Azure would apply them).
 */
export function putNetwork(
  view: EstateView,
  place: NetworkPlace,
  body: unknown,
  context: RuleContext,
): Outcome<AcceptedWrite> {
  const parsed = shape.safeParse(body)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    return refused(invalidRequestFormat('InvalidJson', `${issue?.message}. Path '${issue?.path.join('.')}'.`))
  }
  const { location, tags, properties } = parsed.data
  const existing = view.get('networks', networkId(place.subscriptionId, place.resourceGroup, place.name))
  if (!location) {
    return refused({
      status: 400,
      code: 'LocationRequired',
      message: 'The location property is required for this definition.',
    })
  }
  const region = location.replaceAll(' ', '').toLowerCase()
  if (existing !== undefined && existing.location !== region) {
    return refused({
      status: 409,
      code: 'InvalidResourceLocation',
      message: `The resource '${place.name}' already exists in location '${existing.location}' in resource group '${place.resourceGroup}'. A resource with the same name cannot be created in location '${region}'. Please select a new resource name.`,
    })
  }

  const group = view.get('resourceGroups', resourceGroupId(place.subscriptionId, place.resourceGroup))
  const base: NetworkRow = existing ?? {
    id: networkId(place.subscriptionId, group?.name ?? place.resourceGroup, place.name),
    subscriptionId: place.subscriptionId,
    resourceGroup: group?.name ?? place.resourceGroup,
    name: place.name,
    location: region,
    tags: {},
    etag: context.newId(),
    provisioningState: 'Succeeded',
    resourceGuid: context.newId(),
    addressPrefixes: [],
    dnsServers: [],
    subnets: [],
    gatewayIds: [],
    operationId: null,
  }
  const locked = existing === undefined ? null : refuseIfOccupied(view, existing, context)
  if (locked !== null) return refused(locked)

  const prefixes = properties.addressSpace.addressPrefixes
  const badPrefix = prefixes.find((prefix) => !isPrefix(prefix))
  if (badPrefix !== undefined) return refused(invalidAddressPrefix(badPrefix, base.id))
  const subnets = properties.subnets?.map(subnetRow) ?? base.subnets
  for (const { name, addressPrefix } of subnets) {
    if (!isPrefix(addressPrefix)) return refused(invalidAddressPrefix(addressPrefix, `${base.id}/subnets/${name}`))
    if (!prefixes.some((prefix) => contains(prefix, addressPrefix)))
      return refused(subnetOutsideNetwork(name, base.name))
  }
  for (const peering of view.peeringsOn(base.id)) {
    const other = view.get('networks', peering.remoteNetworkId)
    const shared = overlapping(prefixes, other?.addressPrefixes ?? peering.learntPrefixes)
    if (shared.length > 0) {
      return refused(addressSpacesOverlap(peering.id, base.id, peering.remoteNetworkId, shared))
    }
  }

  const operation = startOperation('put-network', base.id, base, context)
  const after: NetworkRow = {
    ...base,
    tags: tags ?? {},
    dnsServers: properties.dhcpOptions?.dnsServers ?? [],
    subnets,
    operationId: operation.id,
  }
  const written: Change[] =
    operation.failure !== null
      ? [{ table: 'networks', key: keyOf(base.id), value: { ...base, operationId: operation.id } }]
      : withAddressSpace(view, after, prefixes, context.newId)
  return done({
    created: existing === undefined,
    operation,
    changes: [{ table: 'operations', key: keyOf(operation.id), value: operation }, ...written],
  })
}

function subnetRow({ name, properties }: z.infer<typeof subnet>): SubnetRow {
  const { addressPrefix, addressPrefixes, provisioningState: _, ...rest } = properties
  return { name, addressPrefix: addressPrefix ?? addressPrefixes?.[0] ?? '', properties: rest }
}
