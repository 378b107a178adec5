import { describe, expect, it } from '@jest/globals'
import { guide } from '../../src/demo/guide.ts'
import { readSettings } from '../../src/demo/settings.ts'

function text(env: Record<string, string>): string {
  const read = readSettings('/checkout', env)
  return read.ok ? guide(read.settings, 4_230) : read.mistakes.join('\n')
}

describe('what the demo prints when it is ready', () => {
  it('says where each person sits, what to type and how to stop', () => {
    const printed = text({ PEERBOT_PLAYGROUND_PORT: '40000' })
    expect(printed).toMatch(/Alex Wilber asks\s+http:\/\/localhost:40000\n/)
    expect(printed).toMatch(/Megan Bowen approves\s+http:\/\/localhost:40001\n/)
    expect(printed).toMatch(/Adele Vance approves\s+http:\/\/localhost:40002\n/)
    expect(printed).toContain('connect cloudA to cloudB')
    expect(printed).toContain('connect cloudA to cloudC')
    expect(printed).toContain('Stop: Ctrl-C')
    expect(printed).toContain('Peerbot is ready (4.2 s).')
  })

  it('gives the addresses of the bot and of the simulated Azure where there are no windows', () => {
    const printed = text({ PEERBOT_PLAYGROUND: '0', PORT: '4001', SIMULATOR_PORT: '4002' })
    expect(printed).toContain('http://127.0.0.1:4001/api/messages')
    expect(printed).toContain('https://127.0.0.1:4002')
    expect(printed).not.toContain('localhost')
  })

  it('names a log folder outside the checkout in full', () => {
    expect(text({})).toContain('Logs: .peerbot/logs')
    expect(text({ PEERBOT_DATA_DIR: '/var/peerbot' })).toContain('Logs: /var/peerbot/logs')
  })
})
