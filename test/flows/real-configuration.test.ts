/** Configured as for real Teams and Azure: the bot starts, and lets nobody in without Bot Framework's word for them. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { alex, newConversation, peopleOf, tenantId } from './people.ts'

const root = resolve(import.meta.dirname, '../../..')
const directory = mkdtempSync(join(tmpdir(), 'peerbot-real-'))
let bot: ChildProcess
let address: string

beforeAll(async () => {
  bot = spawn(process.execPath, [join(root, 'dist', 'src', 'index.js')], {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      PORT: '0',
      PEERBOT_DATA_DIR: directory,
      PEERBOT_POLICY: 'demo/policy.yaml',
      BOT_ID: '20000000-0000-4000-8000-000000000001',
      BOT_TENANT_ID: tenantId,
      IDENTITY_ENDPOINT: 'http://127.0.0.1:9/msi/token',
      IDENTITY_HEADER: 'none',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  if (!bot.stdout) throw new Error('no output')
  for await (const line of createInterface({ input: bot.stdout })) {
    const port = /"port":(\d+)/.exec(line)?.[1]
    if (port) address = `http://127.0.0.1:${port}`
    if (port) break
  }
}, 60_000)

afterAll(async () => {
  const ended = once(bot, 'exit')
  bot.kill('SIGTERM')
  await ended
  rmSync(directory, { recursive: true, force: true })
})

describe('configured for real Teams', () => {
  const activity = () =>
    peopleOf(address, { serviceUrl: 'https://smba.trafficmanager.net/emea', ...neverAsked }).activity(
      alex,
      newConversation(),
      { type: 'message', text: 'connect cloudA to cloudB' },
    )
  const neverAsked = {
    messages: () => [],
    forget: () => {},
    until: () => Promise.reject(new Error('not here')),
    stop: async () => {},
  }

  it.each([
    ['no token', {}],
    ['no bearer token', { authorization: 'Basic eDp5' }],
    ['garbage for a token', { authorization: 'Bearer garbage' }],
    [
      'an unsigned token',
      {
        authorization: `Bearer ${['{"alg":"none"}', '{}', ''].map((part) => Buffer.from(part).toString('base64url')).join('.')}`,
      },
    ],
  ])('an activity with %s gets 401 and nothing else', async (_what, headers) => {
    const response = await fetch(`${address}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(activity()),
    })
    expect(response.status).toBe(401)
    expect(await response.text()).toBe('')
  })

  it('is ready, and has metrics', async () => {
    expect((await fetch(`${address}/readyz`)).status).toBe(200)
    expect(await (await fetch(`${address}/metrics`)).text()).toContain('peerbot_activities_total')
  })

  it('answers what is no JSON, or too long, with a 4xx and no word of its own inside', async () => {
    const post = (body: string) =>
      fetch(`${address}/api/messages`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
    for (const response of [await post('{'), await post(JSON.stringify('x'.repeat(300_000)))]) {
      expect(response.status).toBeGreaterThanOrEqual(400)
      expect(response.status).toBeLessThan(500)
      expect(await response.text()).toBe('{"error":"Bad request"}')
    }
  })
})
