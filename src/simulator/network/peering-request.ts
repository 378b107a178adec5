import { z } from 'zod/v4'
import { type ArmError, done, type Outcome, refused } from '../arm/arm-error.ts'
import { parseResourceId } from '../arm/resource-id.ts'
import { invalidRequestFormat } from './network-errors.ts'

/** The writable part of a peering, with Azure's defaults filled in. */
export interface PeeringRequest {
  remoteNetworkId: string
  allowVirtualNetworkAccess: boolean
  allowForwardedTraffic: boolean
  allowGatewayTransit: boolean
  useRemoteGateways: boolean
  doNotVerifyRemoteGateways: boolean
  peerCompleteVnets: boolean
}

const flag = z.boolean().nullish()
const shape = z.object({
  properties: z
    .object({
      remoteVirtualNetwork: z.object({ id: z.string().nullish() }).nullish(),
      allowVirtualNetworkAccess: flag,
      allowForwardedTraffic: flag,
      allowGatewayTransit: flag,
      useRemoteGateways: flag,
      doNotVerifyRemoteGateways: flag,
      peerCompleteVnets: flag,
    })
    .nullish(),
})

/**
 * Reads the body of a peering PUT. Read-only fields (states, address spaces) are ignored: az sends them back as it got them
 * (recorded by azure-cli, 2022). Defaults as terraform-provider-azurerm documents them.
 */
export function parsePeeringRequest(body: unknown): Outcome<PeeringRequest> {
  const parsed = shape.safeParse(body)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    const path = issue?.path.join('.') ?? ''
    return refused(invalidRequestFormat('InvalidJson', `Error converting value at path '${path}': ${issue?.message}.`))
  }
  const properties = parsed.data.properties ?? {}
  const id = properties.remoteVirtualNetwork?.id
  if (!id) {
    return refused(
      invalidRequestFormat(
        'MissingJsonReferenceId',
        'Value for reference id is missing. Path properties.remoteVirtualNetwork.',
      ),
    )
  }
  const wrong = wrongReference(id)
  if (wrong !== null) return refused(wrong)
  return done({
    remoteNetworkId: id,
    allowVirtualNetworkAccess: properties.allowVirtualNetworkAccess ?? true,
    allowForwardedTraffic: properties.allowForwardedTraffic ?? false,
    allowGatewayTransit: properties.allowGatewayTransit ?? false,
    useRemoteGateways: properties.useRemoteGateways ?? false,
    doNotVerifyRemoteGateways: properties.doNotVerifyRemoteGateways ?? false,
    peerCompleteVnets: properties.peerCompleteVnets ?? true,
  })
}

/** ARM refuses references that are no ids before Microsoft.Network sees them; Microsoft.Network those of another type. */
function wrongReference(id: string): ArmError | null {
  const parts = parseResourceId(id)
  if (parts === null) {
    return {
      status: 400,
      code: 'LinkedInvalidPropertyId',
      message: `Property id '${id}' at path 'properties.remoteVirtualNetwork.id' is invalid. Expect fully qualified resource Id that start with '/subscriptions/{subscriptionId}' or '/providers/{resourceProviderNamespace}/'.`,
    }
  }
  if (`${parts.namespace}/${parts.type}`.toLowerCase() === 'microsoft.network/virtualnetworks') return null
  return invalidRequestFormat(
    'InvalidJsonReferenceWrongType',
    `Reference Id ${id} is referencing resource of a wrong type. The Id is expected to reference resources of type virtualNetworks. Path properties.remoteVirtualNetwork.`,
  )
}
