/**
 * The errors of Microsoft.Network, each with its source: texts were collected from issues of terraform-provider-azurerm,
 * ALZ-Bicep, ResourceModules, cluster-api-provider-azure and others; "reconstructed" marks those not seen verbatim.
 */
import type { ArmError } from '../arm/arm-error.ts'

const networkError = (status: number, code: string, message: string): ArmError => ({
  status,
  code,
  message,
  details: [],
})

/** Verbatim from two excerpts joined. */
export const addressSpacesOverlap = (peering: string, a: string, b: string, prefixes: readonly string[]): ArmError =>
  networkError(
    400,
    'VnetAddressSpacesOverlap',
    `Cannot create or update peering ${peering}. Virtual networks ${a} and ${b} cannot be peered because their address spaces overlap. Overlapping address prefixes: ${prefixes.join(', ')}.`,
  )

/** Azure/ResourceModules#731. */
export const overlapsWithAlreadyPeered = (
  peering: string,
  first: string,
  second: string,
  third: string,
  prefixes: readonly string[],
): ArmError =>
  networkError(
    400,
    'VnetAddressSpaceOverlapsWithAlreadyPeeredVnet',
    `Cannot create or update peering ${peering}. Virtual networks ${first} and ${second} cannot be peered because address space of the first virtual network overlaps with address space of virtual network ${third} already peered with the second virtual network. Overlapping address prefixes: ${prefixes.join(', ')}.`,
  )

/** hashicorp/terraform-provider-azurerm#14051. */
export const remotePeeringIsDisconnected = (peering: string, remotePeering: string, parent: string): ArmError =>
  networkError(
    400,
    'RemotePeeringIsDisconnected',
    `Cannot create or update peering ${peering} because remote peering ${remotePeering} referencing parent virtual network ${parent} is in Disconnected state. Update or re-create the remote peering to get it back to Initiated state. Peering gets Disconnected when remote vnet or remote peering is deleted and re-created.`,
  )

/** Code real; the ids in the text are reconstructed. */
export const anotherPeeringReferences = (existing: string, remote: string, asked: string): ArmError =>
  networkError(
    400,
    'AnotherPeeringAlreadyReferencesRemoteVnet',
    `Peering ${existing} already references remote virtual network ${remote}. Cannot add another peering ${asked} referencing the same remote virtual network.`,
  )

/** hashicorp/terraform-provider-azurerm PR#3392; still a 400 in 2026 (Azure-Samples/azuresandbox#329). */
export const notProvisioned = (resource: string, usedBy: string, state: string, operation: string): ArmError =>
  networkError(
    400,
    'ReferencedResourceNotProvisioned',
    `Cannot proceed with operation because resource ${resource} used by resource ${usedBy} is not in Succeeded state. Resource is in ${state} state and the last operation that updated/is updating the resource is ${operation}.`,
  )

/** kubernetes-sigs/cluster-api-provider-azure#4385: Microsoft.Network's lock on a resource that another write occupies. */
export const occupiedByAnotherOperation = (
  operation: { name: string; id: string },
  network: string,
  retryAfterSeconds: number,
): ArmError => ({
  status: 429,
  code: 'RetryableError',
  message: 'A retryable error occurred.',
  details: [
    {
      code: 'RetryableErrorDueToAnotherOperation',
      message: `Operation ${operation.name} (${operation.id}) is updating resource ${network}. The call can be retried in ${retryAfterSeconds} seconds.`,
    },
  ],
  headers: { 'Retry-After': String(retryAfterSeconds) },
})

/** hashicorp/terraform#30569. */
export const remoteHasNoGateways = (peering: string, remote: string): ArmError =>
  networkError(
    400,
    'RemoteVnetHasNoGateways',
    `Peering ${peering} cannot have UseRemoteGateway flag set to true because remote virtual network ${remote} referenced by the peering does not have any gateways.`,
  )

/** Generic text of Microsoft.Network; for a peering within one subscription not seen verbatim. */
export const invalidReference = (resource: string, by: string): ArmError =>
  networkError(
    400,
    'InvalidResourceReference',
    `Resource ${resource} referenced by resource ${by} was not found. Please make sure that the referenced resource exists, and that both resources are in the same region.`,
  )

/** FreddyAyala/AzureAIServicesLandingZone#2: the remote VNet is in another subscription. */
export const invalidGlobalReference = (resource: string, by: string): ArmError =>
  networkError(
    400,
    'InvalidGlobalResourceReference',
    `Resource ${resource} referenced by resource ${by} was not found. Please make sure that the referenced resource exists.`,
  )

/** Azure/ALZ-Bicep#291: the remote subscription does not exist. */
export const linkedSubscriptionNotFound = (peering: string, subscription: string): ArmError =>
  networkError(
    403,
    'LinkedAuthorizationFailed',
    `The client has permission to perform action 'Microsoft.Network/virtualNetworks/peer/action' on scope '${peering}', however the linked subscription '${subscription}' was not found. `,
  )

/** Partly reconstructed; the code is real (kyma-project/cloud-manager). */
export const invalidName = (): ArmError =>
  networkError(
    400,
    'InvalidResourceName',
    "Resource name is invalid. The name can be up to 80 characters long. It must begin with a word character, and it must end with a word character or with '_'. The name may contain word characters or '.', '-', '_'.",
  )

/** From memory of Microsoft.Network's child resources. */
export const childNotFound = (id: string): ArmError => networkError(404, 'NotFound', `Resource ${id} not found.`)

/** From memory: `remoteVirtualNetwork` cannot be pointed elsewhere (terraform replaces the peering). */
export const propertyChangeNotAllowed = (property: string): ArmError =>
  networkError(400, 'PropertyChangeNotAllowed', `Changing property '${property}' is not allowed.`)

/** From memory: a body that Microsoft.Network cannot read. */
export const invalidRequestFormat = (code: string, message: string): ArmError => ({
  status: 400,
  code: 'InvalidRequestFormat',
  message: 'Cannot parse the request.',
  details: [{ code, message }],
})

/** From memory. */
export const invalidAddressPrefix = (prefix: string, resource: string): ArmError =>
  networkError(
    400,
    'InvalidAddressPrefixFormat',
    `Address prefix string ${prefix} for resource ${resource} is not correctly formatted. It should follow CIDR notation, for example 10.0.0.0/24.`,
  )

/** From memory. */
export const subnetOutsideNetwork = (subnet: string, network: string): ArmError =>
  networkError(
    400,
    'NetcfgSubnetRangeOutsideVnet',
    `Subnet '${subnet}' is not valid because its IP address range is outside the IP address range of virtual network '${network}'.`,
  )

/** From memory: a private cloud lives in the VNet's subnets. */
export const subnetInUse = (subnet: string, user: string): ArmError =>
  networkError(
    400,
    'InUseSubnetCannotBeDeleted',
    `Subnet ${subnet} is in use by ${user} and cannot be deleted. In order to delete the subnet, delete all the resources within the subnet. See aka.ms/deletesubnet.`,
  )

/** From memory: `If-Match` named another etag. */
export const preconditionFailed = (): ArmError => networkError(412, 'PreconditionFailed', 'Precondition failed.')
