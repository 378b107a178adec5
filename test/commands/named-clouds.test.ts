import { describe, expect, it } from '@jest/globals'
import { createCloudList } from '../../src/clouds/cloud-list.ts'
import type { ListedClouds } from '../../src/clouds/ports.ts'
import { findClouds } from '../../src/commands/named-clouds.ts'
import { AzureFault } from '../../src/peering/azure-fault.ts'
import type { PrivateCloud } from '../../src/peering/model.ts'
import { aCloud } from '../builders/estate.ts'

/** An Azure whose list of private clouds can be changed. */
function azureWith(...clouds: PrivateCloud[]) {
  const azure = { clouds, readings: 0, unreadable: [] as ListedClouds['unreadable'] }
  const reader = {
    listPrivateClouds: async () => {
      azure.readings += 1
      return { clouds: azure.clouds, unreadable: azure.unreadable }
    },
    readNetwork: async () => null,
  }
  return { azure, list: createCloudList(reader, () => new Date(0)) }
}

async function refusal(names: string[], ...clouds: PrivateCloud[]): Promise<string> {
  const found = await findClouds(names, azureWith(...clouds).list)
  return found.ok ? '' : found.refusal
}

describe('clouds as somebody names them', () => {
  it('are found whatever the case, by name, group and name, or id', async () => {
    const { list } = azureWith(aCloud('cloudA'), aCloud('cloudB'), aCloud('cloudC'))
    const found = await findClouds(['CLOUDA', 'rg-cloudB/cloudb', aCloud('cloudC').id], list)
    expect(found).toMatchObject({ ok: true, clouds: [{ name: 'cloudA' }, { name: 'cloudB' }, { name: 'cloudC' }] })
  })

  it('are looked for in a fresh list before they count as unknown', async () => {
    const { azure, list } = azureWith(aCloud('cloudA'))
    await list.all()
    azure.clouds = [aCloud('cloudA'), aCloud('cloudNew')]
    expect(await findClouds(['cloudA', 'cloudNew'], list)).toMatchObject({ ok: true })
    expect(azure.readings).toBe(2)
  })

  it('are asked for with the nearest names when unknown', async () => {
    expect(await refusal(['cluodA', 'cloudB'], aCloud('cloudA'), aCloud('cloudB'))).toMatch(/Did you mean.*cloudA/)
  })

  it('are not said to be missing where a subscription could not be read', async () => {
    const { azure, list } = azureWith(aCloud('cloudA'))
    const fault = new AzureFault({ code: 'AuthorizationFailed', message: 'no', faultClass: 'give-up' })
    azure.unreadable = [{ subscriptionId: 's', fault }]
    const found = await findClouds(['cloudA', 'cloudElsewhere'], list)
    expect(found.ok ? '' : found.refusal).toContain('“cloudElsewhere”')
    expect(found.ok ? '' : found.refusal).toContain('1 subscription could not be read just now')
    expect(found.ok ? '' : found.refusal).not.toContain('There is no private cloud')
    azure.unreadable = []
    const later = await findClouds(['cloudElsewhere'], list)
    expect(later.ok ? '' : later.refusal).toContain('There is no private cloud')
  })

  it('are asked for with the forms that mean one each when several have the name', async () => {
    const twin = (group: string) => aCloud('twin', { resourceGroup: group, id: `/subscriptions/s/${group}` })
    const sentence = await refusal(['twin', 'cloudA'], twin('rg-east'), twin('rg-west'), aCloud('cloudA'))
    expect(sentence).toMatch(/There are 2 private clouds called “twin”/)
    expect(sentence).toContain('`rg-east/twin` or `rg-west/twin`')
  })

  it('are refused when two names mean the same one', async () => {
    expect(await refusal(['cloudA', 'rg-cloudA/cloudA'], aCloud('cloudA'))).toMatch(/named twice/)
  })
})
