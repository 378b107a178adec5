import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { z } from 'zod/v4'
import { exchange, fetchToken, subscription1 } from './simulated-azure.ts'

const program = fileURLToPath(new URL('../../src/simulator/index.js', import.meta.url))
const idOf = (cloud: string) =>
  `/subscriptions/${subscription1}/resourceGroups/rg-${cloud}/providers/Microsoft.Network/virtualNetworks/vnet-${cloud}`
const listening = z.strictObject({ arm: z.string(), ca: z.string(), identity: z.string(), authority: z.string() })

describe('the simulated Azure as a process', () => {
  let directory: string
  let running: ChildProcess[]
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'simulator-'))
    running = []
  })
  afterEach(async () => {
    await Promise.all(running.map(kill))
    rmSync(directory, { recursive: true, force: true })
  })

  function launch(environment: Record<string, string> = {}): ChildProcess {
    const child = spawn(process.execPath, [program], {
      env: {
        PATH: process.env.PATH,
        SIMULATOR_PORT: '0',
        SIMULATOR_IDENTITY_PORT: '0',
        SIMULATOR_DATA_DIR: directory,
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    running.push(child)
    return child
  }

  /** Starts one and gives its addresses, with a way to call ARM. */
  async function start(environment?: Record<string, string>) {
    const child = launch(environment)
    const [line] = await once(child.stdout ?? child, 'data')
    const addresses = listening.parse(JSON.parse(String(line)))
    const ca = readFileSync(addresses.ca, 'utf8')
    const token = await fetchToken(addresses.identity, 'https://management.azure.com')
    const call = (method: string, path: string, body?: unknown) =>
      exchange(`${addresses.arm}${path}?api-version=2024-03-01`, ca, method, body, { authorization: `Bearer ${token}` })
    return { child, ...addresses, caText: ca, token, call }
  }

  it('keeps an accepted write and its operation through a kill -9, and the operation ends after the restart', async () => {
    const first = await start({ SIMULATOR_OPERATION_MS: '600' })
    const peering = `${idOf('cloudA')}/virtualNetworkPeerings/a-to-b`
    const put = await first.call('PUT', peering, { properties: { remoteVirtualNetwork: { id: idOf('cloudB') } } })
    await kill(first.child)
    expect(put.status).toBe(201)

    const second = await start({ SIMULATOR_OPERATION_MS: '600' })
    expect(second.caText).toBe(first.caText)
    const operation = new URL(put.headers['azure-asyncoperation'] ?? '').pathname
    let status = ''
    while (status !== 'Succeeded') {
      const poll = await second.call('GET', operation)
      expect(['InProgress', 'Succeeded']).toContain(poll.body.status)
      status = poll.body.status
    }
    expect((await second.call('GET', peering)).body.properties).toMatchObject({
      provisioningState: 'Succeeded',
      peeringState: 'Initiated',
    })
    // A token from before the restart is still good.
    const old = await exchange(`${second.arm}/subscriptions?api-version=2022-12-01`, second.caText, 'GET', undefined, {
      authorization: `Bearer ${first.token}`,
    })
    expect(old.status).toBe(200)
  })

  it('drops a line that was being written when it died, and keeps all before it', async () => {
    const first = await start({ SIMULATOR_OPERATION_MS: '0' })
    const peering = `${idOf('cloudA')}/virtualNetworkPeerings/a-to-b`
    await first.call('PUT', peering, { properties: { remoteVirtualNetwork: { id: idOf('cloudB') } } })
    await kill(first.child)
    appendFileSync(join(directory, 'state.jsonl'), '[{"table":"peerings","key":"')
    const second = await start({ SIMULATOR_OPERATION_MS: '0' })
    expect((await second.call('GET', peering)).status).toBe(200)
  })

  it('keeps its directory to its owner', async () => {
    await start()
    expect(statSync(directory).mode & 0o777).toBe(0o700)
  })

  it('stops at once on SIGTERM', async () => {
    const { child } = await start()
    child.kill('SIGTERM')
    const [code] = await once(child, 'exit')
    expect(code).toBe(0)
  })

  it('says in one sentence that a port is taken, and exits with 1', async () => {
    const holder = createServer().listen(0, '127.0.0.1')
    await once(holder, 'listening')
    const address = holder.address()
    const port = typeof address === 'object' && address !== null ? String(address.port) : ''
    const { code, stdout, stderr } = await ended(launch({ SIMULATOR_PORT: port }))
    holder.close()
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toBe(
      `Port ${port} (SIMULATOR_PORT) is already in use. Stop what uses it, or set SIMULATOR_PORT to another port.\n`,
    )
  })

  it('refuses a directory that another one uses', async () => {
    await start()
    const { code, stderr } = await ended(launch())
    expect(code).toBe(1)
    expect(stderr).toContain('Another simulated Azure')
  })

  it('lists every mistake in its settings at once', async () => {
    const { code, stderr } = await ended(launch({ SIMULATOR_PORT: 'x', SIMULATOR_RETRY_AFTER: '0' }))
    expect(code).toBe(1)
    expect(stderr).toContain('SIMULATOR_PORT must be a whole number')
    expect(stderr).toContain('SIMULATOR_RETRY_AFTER must be from 1 to 3600')
  })
})

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}

async function ended(child: ChildProcess): Promise<{ code: number; stdout: string; stderr: string }> {
  const text = { stdout: '', stderr: '' }
  child.stdout?.on('data', (chunk) => {
    text.stdout += String(chunk)
  })
  child.stderr?.on('data', (chunk) => {
    text.stderr += String(chunk)
  })
  const [code] = await once(child, 'close')
  return { code: Number(code), ...text }
}
