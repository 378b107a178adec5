import { describe, expect, it } from '@jest/globals'
import { type WaitingRow, whenDue } from '../../src/store/when-due.ts'

const now = new Date('2026-03-01T08:00:00Z')
const ago = (ms: number) => new Date(now.getTime() - ms)
const row = (id: string, changes: Partial<WaitingRow> = {}): WaitingRow => ({
  id,
  notBefore: null,
  attempts: 0,
  lastEdit: null,
  ...changes,
})

describe('when the next message is due', () => {
  it('is at once, the oldest first', () => {
    expect(whenDue([row('1'), row('2')], [], now)?.id).toBe('1')
    expect(whenDue([], [], now)).toBeNull()
  })

  it('is two seconds after the last edit of the same card; what stands behind it may overtake', () => {
    const waiting = row('1', { lastEdit: ago(1_999) })
    expect(whenDue([waiting], [], now)).toEqual({ id: '1', at: ago(-1) })
    expect(whenDue([waiting, row('2')], [], now)?.id).toBe('2')
    expect(whenDue([row('1', { lastEdit: ago(2_000) })], [], now)?.id).toBe('1')
  })

  it('is the soonest of those that wait', () => {
    const rows = [row('1', { lastEdit: ago(100) }), row('2', { lastEdit: ago(900) })]
    expect(whenDue(rows, [], now)?.id).toBe('2')
  })

  it('is not before a failed message may be tried again, for all behind it', () => {
    const failed = row('1', { attempts: 1, notBefore: ago(-3_000) })
    expect(whenDue([failed, row('2')], [], now)).toEqual({ id: '1', at: ago(-3_000) })
  })

  it.each([
    { sent: 6, everyMs: 10, waitMs: 0 },
    { sent: 7, everyMs: 10, waitMs: 1_000 - 60 },
    { sent: 8, everyMs: 200, waitMs: 2_000 - 1_400 },
    { sent: 60, everyMs: 400, waitMs: 30_000 - 59 * 400 },
    { sent: 59, everyMs: 400, waitMs: 0 },
    { sent: 1_800, everyMs: 1_900, waitMs: 3_600_000 - 1_799 * 1_900 },
  ])('after $sent messages, one every $everyMs ms, is in $waitMs ms', ({ sent, everyMs, waitMs }) => {
    const times = Array.from({ length: sent }, (_, index) => ago(index * everyMs))
    const at = whenDue([row('1')], times, now)?.at ?? now
    expect(Math.max(0, at.getTime() - now.getTime())).toBe(waitMs)
  })
})
