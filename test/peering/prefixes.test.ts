import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { missingPrefixes, overlappingPrefixes } from '../../src/peering/prefixes.ts'

describe('overlapping prefixes', () => {
  it.each([
    [['10.10.0.0/22'], ['10.10.0.0/22'], 1],
    [['10.10.0.0/22'], ['10.10.3.0/24'], 1],
    [['10.10.0.0/22'], ['10.10.4.0/24'], 0],
    [['10.0.0.0/8'], ['10.1.0.0/16', '10.2.0.0/16', '11.0.0.0/8'], 2],
    [['fd00::/8'], ['fd12:3456::/32'], 1],
    [['0.0.0.0/0'], ['::/0'], 0],
    [['10.10.1.7/22'], ['10.10.0.0/24'], 1],
    [['not a prefix'], ['10.0.0.0/8'], 0],
  ])('of %j and %j are %i', (mine, theirs, count) => {
    expect(overlappingPrefixes(mine, theirs)).toHaveLength(count)
  })

  const prefix = fc
    .tuple(fc.nat({ max: 255 }), fc.nat({ max: 255 }), fc.integer({ min: 8, max: 32 }))
    .map(([b, c, length]) => `10.${b}.${c}.0/${length}`)
  const span = (text: string): [number, number] => {
    const [address = '', length = ''] = text.split('/')
    const value = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)
    const size = 2 ** (32 - Number(length))
    const first = Math.floor(value / size) * size
    return [first, first + size - 1]
  }

  it('are found exactly where comparing every two would find them', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(prefix, { maxLength: 12 }),
        fc.uniqueArray(prefix, { maxLength: 12 }),
        (mine, theirs) => {
          const everyTwo = mine.flatMap((a) =>
            theirs.filter((b) => span(a)[0] <= span(b)[1] && span(b)[0] <= span(a)[1]).map((b) => `${a} ${b}`),
          )
          const found = overlappingPrefixes(mine, theirs).map((pair) => `${pair.mine} ${pair.theirs}`)
          expect(found.sort()).toEqual(everyTwo.sort())
        },
      ),
    )
  })
})

describe('missing prefixes', () => {
  it('are those the other side has not learnt, however they are written', () => {
    expect(
      missingPrefixes(['10.0.0.0/24', '10.1.0.0/24', '2001:db8::/32'], ['10.0.0.0/24', '2001:0db8:0::/32']),
    ).toEqual(['10.1.0.0/24'])
  })
})
