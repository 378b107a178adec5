import { describe, expect, it } from '@jest/globals'
import { duration, fromNow, utc } from '../../../src/chat/text/time.ts'

const minute = 60_000
const hour = 60 * minute

describe('a time', () => {
  it('is written in UTC, wherever the server stands', () => {
    expect(utc('2026-03-04T23:05:59.000Z')).toBe('4 Mar 2026, 23:05 UTC')
    expect(utc(new Date('2026-07-01T00:00:00+02:00'))).toBe('30 Jun 2026, 22:00 UTC')
  })

  it.each([
    [0, '0 s'],
    [45_900, '45 s'],
    [23 * minute, '23 min'],
    [hour + 30 * minute, '1 h 30 min'],
    [23 * hour + 59 * minute, '23 h'],
    [48 * hour, '2 d'],
    [51 * hour, '2 d 3 h'],
    [-5, '0 s'],
  ])('%d ms last %s', (ms, words) => {
    expect(duration(ms)).toBe(words)
  })

  it('is seen from now, forwards and back', () => {
    const now = new Date('2026-03-04T09:00:00Z')
    expect(fromNow(new Date('2026-03-05T08:00:00Z'), now)).toBe('in 23 h')
    expect(fromNow(new Date('2026-03-04T08:15:00Z'), now)).toBe('45 min ago')
  })
})
