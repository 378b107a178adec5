import { describe, expect, it } from '@jest/globals'
import { parseEstate } from '../../../src/simulator/estate/estate-file.ts'
import { generation2Subnets } from '../../../src/simulator/estate/private-cloud-properties.ts'
import { isPrefix, overlapping } from '../../../src/simulator/network/prefixes.ts'
import { smallEstate, subscription1 } from '../simulated-azure.ts'

describe('an estate file', () => {
  it('is refused with every mistake and its place', () => {
    const wrong = { tenants: [], subscriptions: [{ id: 'x', name: 'One', tenant: 'y' }], clouds: [] }
    expect(() => parseEstate(wrong, 'estate.yaml')).toThrow(
      /^The estate in estate\.yaml cannot be used:\n[\s\S]*tenants: [\s\S]*subscriptions\.0\.id: must be a GUID[\s\S]*clouds/,
    )
  })

  it('is refused when it names what it does not hold', () => {
    const cloud = {
      name: 'one',
      generation: 2 as const,
      subscription: '99999999-9999-4999-8999-999999999999',
      region: 'uksouth',
      networkBlock: '10.0.0.0/22',
    }
    const wrong = { ...smallEstate, privateClouds: [cloud], peerings: [{ between: ['a', 'nothing'] }] }
    expect(() => parseEstate(wrong, 'estate.yaml')).toThrow(
      /one: subscription 9999[\s\S]*nothing is neither a VNet nor/,
    )
  })

  it('is refused with a prefix that has host bits', () => {
    const network = {
      name: 'x',
      subscription: subscription1,
      resourceGroup: 'rg',
      region: 'uksouth',
      addressSpace: ['10.0.0.1/22'],
    }
    expect(() => parseEstate({ ...smallEstate, networks: [network] }, 'x')).toThrow(
      /networks\.0\.addressSpace\.0: must be a network prefix/,
    )
  })

  it('lays the subnets of AVS out in the block, whole and without overlap', () => {
    const prefixes = generation2Subnets('10.31.0.0/22').map(({ prefix }) => prefix)
    expect(prefixes).toContain('10.31.0.192/26')
    expect(prefixes.every(isPrefix)).toBe(true)
    for (const [index, prefix] of prefixes.entries()) {
      expect(
        overlapping(
          [prefix],
          prefixes.filter((_, other) => other !== index),
        ),
      ).toEqual([])
    }
  })
})
