import { describe, expect, it } from '@jest/globals'
import { editDistance, nearestWords } from '../../../src/chat/parser/nearest-word.ts'

describe('the edit distance', () => {
  it.each([
    ['connect', 'connect', 0],
    ['conect', 'connect', 1],
    ['cnonect', 'connect', 1],
    ['connetc', 'connect', 1],
    ['', 'abc', 3],
    ['abc', '', 3],
    ['kitten', 'sitting', 3],
  ])('between %s and %s is %d', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance)
  })
})

describe('the nearest words', () => {
  const clouds = ['cloudA', 'cloudB', 'production-north', 'production-south']

  it('come nearest first, whatever the case', () => {
    expect(nearestWords('CLOUDAA', clouds, 3)).toEqual(['cloudA', 'cloudB'])
    expect(nearestWords('prodution-nroth', clouds, 3)).toEqual(['production-north'])
  })

  it('are none where nothing is near', () => {
    expect(nearestWords('warehouse', clouds, 3)).toEqual([])
  })

  it('are no more than asked for', () => {
    expect(nearestWords('cloud', clouds, 1)).toEqual(['cloudA'])
  })
})
