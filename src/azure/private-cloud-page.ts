/** One page of private clouds as ARM sends it. */
import { z } from 'zod/v4'
import { AzureFault } from '../peering/azure-fault.ts'
import type { PrivateCloud } from '../peering/model.ts'
import { parseResourceId } from '../peering/resource-id.ts'
import { jsonOrNull } from './json-or-null.ts'

const privateCloudSchema = z.object({
  id: z.string(),
  name: z.string(),
  location: z.string(),
  tags: z.record(z.string(), z.string()).nullish(),
  properties: z.object({ provisioningState: z.string().nullish(), virtualNetworkId: z.string().nullish() }).nullish(),
})
const pageSchema = z.object({ value: z.array(privateCloudSchema) })

/**
 * The private clouds in the text of a page. Throws `AzureFault` if it is no such page. `virtualNetworkId` is sent from
 * api-version 2023-09-01 on (Microsoft docs: change log of Microsoft.AVS/privateClouds).
 */
export function privateCloudsInPage(text: string): PrivateCloud[] {
  const page = pageSchema.safeParse(jsonOrNull(text))
  if (!page.success) throw unexpected(`not a page of private clouds: ${z.prettifyError(page.error)}`)
  return page.data.value.map((cloud) => {
    const parts = parseResourceId(cloud.id)
    if (!parts) throw unexpected(`not a resource id: ${cloud.id}`)
    return {
      id: cloud.id,
      name: cloud.name,
      resourceGroup: parts.resourceGroup,
      subscriptionId: parts.subscriptionId,
      location: cloud.location,
      provisioningState: cloud.properties?.provisioningState ?? 'Unknown',
      virtualNetworkId: cloud.properties?.virtualNetworkId || null,
      tags: cloud.tags ?? {},
    }
  })
}

function unexpected(message: string): AzureFault {
  return new AzureFault({ code: 'UnexpectedAnswer', message, faultClass: 'give-up' })
}
