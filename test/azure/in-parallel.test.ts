import { describe, expect, it } from '@jest/globals'
import { inParallel } from '../../src/azure/in-parallel.ts'

describe('work in parallel', () => {
  it('keeps the order of the items and never goes above its width', async () => {
    let running = 0
    let most = 0
    const results = await inParallel([5, 1, 4, 2, 3], 2, async (item) => {
      running += 1
      most = Math.max(most, running)
      for (let turn = 0; turn < item; turn += 1) await Promise.resolve()
      running -= 1
      return item * 10
    })
    expect(results).toEqual([50, 10, 40, 20, 30])
    expect(most).toBe(2)
  })

  it('does nothing for nothing', async () => {
    expect(await inParallel([], 4, async () => 1)).toEqual([])
  })
})
