import { createHttpHeaders } from '@azure/core-rest-pipeline'
import { describe, expect, it } from '@jest/globals'
import { retryAfterInMessage, retryAfterMs } from '../../src/azure/retry-after.ts'

describe('the wait that Azure asks for', () => {
  const cases: [Record<string, string>, number | null][] = [
    [{}, null],
    [{ 'Retry-After': '10' }, 10_000],
    [{ 'Retry-After': '0' }, 0],
    [{ 'x-ms-retry-after-ms': '250', 'Retry-After': '10' }, 250],
    [{ 'Retry-After': 'Wed, 21 Oct 2026 07:28:30 GMT', Date: 'Wed, 21 Oct 2026 07:28:00 GMT' }, 30_000],
    [{ 'Retry-After': 'Wed, 21 Oct 2026 07:28:00 GMT', Date: 'Wed, 21 Oct 2026 07:29:00 GMT' }, 0],
    [{ 'Retry-After': 'Wed, 21 Oct 2026 07:28:30 GMT' }, null],
    [{ 'Retry-After': 'soon' }, null],
  ]

  it.each(cases)('in the headers %j is %j ms', (headers, wait) => {
    expect(retryAfterMs(createHttpHeaders(headers))).toBe(wait)
  })

  it('is found in messages of locks and of quotas, and nowhere else', () => {
    expect(retryAfterInMessage('is updating resource X. The call can be retried in 14 seconds.')).toBe(14_000)
    expect(retryAfterInMessage("exceeded. Please try again after '6' seconds.")).toBe(6_000)
    expect(retryAfterInMessage('Please remove the lock and try again.')).toBeNull()
  })
})
