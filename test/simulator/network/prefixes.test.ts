import { describe, expect, it } from '@jest/globals'
import { isPrefix, overlapping, sameSpace } from '../../../src/simulator/network/prefixes.ts'
import { peeringGuid } from '../../../src/simulator/network/resource-guid.ts'

describe('address prefixes', () => {
  it.each([
    ['10.0.0.0/8', true],
    ['10.0.0.1/8', false],
    ['10.0.0.0/33', false],
    ['10.0.0.0', false],
    ['fd00::/8', true],
  ])('takes %s for a network prefix: %s', (text, expected) => {
    expect(isPrefix(text)).toBe(expected)
  })

  it('finds those of the first list that overlap with the second, in either direction', () => {
    expect(overlapping(['10.0.0.0/16', '10.1.0.0/24', 'fd00::/8'], ['10.0.5.0/24', '10.1.0.0/16'])).toEqual([
      '10.0.0.0/16',
      '10.1.0.0/24',
    ])
    expect(overlapping(['10.0.0.0/24'], ['10.0.1.0/24'])).toEqual([])
  })

  it('compares spaces without regard to order', () => {
    expect(sameSpace(['10.0.0.0/24', '10.1.0.0/24'], ['10.1.0.0/24', '10.0.0.0/24'])).toBe(true)
    expect(sameSpace(['10.0.0.0/24'], ['10.0.0.0/24', '10.1.0.0/24'])).toBe(false)
  })
})

describe('the guid of a peering', () => {
  it('is that of the recording, from either side', () => {
    const [vnet1, vnet2] = ['5445ba7f-2d41-4e8a-b237-abbbdbcb55f7', '665fb33d-c8a6-45e4-8919-1dd3a374a17a']
    expect(peeringGuid(vnet1, vnet2)).toBe('321a0942-e5e7-0b6e-3b2e-b66878bff48d')
    expect(peeringGuid(vnet2, vnet1)).toBe('321a0942-e5e7-0b6e-3b2e-b66878bff48d')
  })
})
