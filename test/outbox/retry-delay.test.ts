import { describe, expect, it } from '@jest/globals'
import { retryDelayMs } from '../../src/outbox/retry-delay.ts'

describe('the delay after a failed attempt', () => {
  it('doubles from one second to ten minutes, the half of it by chance', () => {
    expect([0, 1, 2, 3].map((attempts) => retryDelayMs(attempts, null, 1))).toEqual([1_000, 2_000, 4_000, 8_000])
    expect([0, 1, 2, 3].map((attempts) => retryDelayMs(attempts, null, 0))).toEqual([500, 1_000, 2_000, 4_000])
    expect(retryDelayMs(500, null, 1)).toBe(600_000)
  })

  it('is what Teams asked for and a little more, but never nothing', () => {
    expect(retryDelayMs(9, 3_000, 0)).toBe(3_000)
    expect(retryDelayMs(0, 3_000, 1)).toBe(3_500)
    expect(retryDelayMs(0, 0, 0)).toBe(500)
  })
})
