import type { GetTokenOptions, TokenCredential } from '@azure/identity'
import { describe, expect, it } from '@jest/globals'
import { tokenInTime } from '../../src/azure/token-in-time.ts'

const token = { token: 'x', expiresOnTimestamp: 1 }

describe('a token in time', () => {
  it('is handed on as it comes', async () => {
    expect(await tokenInTime({ getToken: async () => token }, 1_000).getToken('scope')).toEqual(token)
  })

  it('is given up when it does not come, as a fault of the network', async () => {
    const hanging: TokenCredential = { getToken: () => new Promise(() => {}) }
    await expect(tokenInTime(hanging, 20).getToken('scope')).rejects.toMatchObject({ code: 'ETIMEDOUT' })
  })

  it('is asked for without the abort signal of the one who happened to ask first', async () => {
    const seen: (GetTokenOptions | undefined)[] = []
    const credential: TokenCredential = {
      getToken: async (_, options) => {
        seen.push(options)
        return token
      },
    }
    await tokenInTime(credential, 1_000).getToken('scope', { abortSignal: AbortSignal.abort(), tenantId: 't' })
    expect(seen).toEqual([{ tenantId: 't' }])
  })
})
