import { describe, expect, it } from '@jest/globals'
import { readSettings } from '../../src/demo/settings.ts'

describe('the settings of the demo', () => {
  it('are the documented defaults in an empty environment', () => {
    const read = readSettings('/checkout', {})
    expect(read).toEqual({
      ok: true,
      settings: {
        root: '/checkout',
        botPort: 3978,
        azurePort: 8443,
        identityPort: 8444,
        playgroundPort: 56150,
        dataDirectory: '/checkout/.peerbot',
        azureDirectory: '/checkout/.peerbot/azure',
        logDirectory: '/checkout/.peerbot/logs',
        policy: '/checkout/demo/policy.yaml',
        estate: '/checkout/demo/estate.yaml',
      },
    })
  })

  it('keep the simulated Azure beside the data of the bot unless told otherwise', () => {
    const beside = readSettings('/checkout', { PEERBOT_DATA_DIR: '/data' })
    const elsewhere = readSettings('/checkout', { PEERBOT_DATA_DIR: '/data', SIMULATOR_DATA_DIR: '/azure' })
    expect(beside.ok && beside.settings.azureDirectory).toBe('/data/azure')
    expect(elsewhere.ok && elsewhere.settings.azureDirectory).toBe('/azure')
  })

  it('leave out the Teams windows when PEERBOT_PLAYGROUND is 0', () => {
    const read = readSettings('/checkout', { PEERBOT_PLAYGROUND: '0' })
    expect(read.ok && read.settings.playgroundPort).toBeNull()
  })

  it('name every wrong variable at once', () => {
    const read = readSettings('/checkout', { PORT: 'x', SIMULATOR_PORT: '70000', PEERBOT_PLAYGROUND: 'yes' })
    expect(read).toEqual({
      ok: false,
      mistakes: [
        'PORT: must be a port number, 1 to 65535.',
        'SIMULATOR_PORT: must be a port number, 1 to 65535.',
        'PEERBOT_PLAYGROUND: must be 0 or 1.',
      ],
    })
  })

  it('take an empty variable as unset', () => {
    const read = readSettings('/checkout', { PORT: '' })
    expect(read.ok && read.settings.botPort).toBe(3978)
  })
})
