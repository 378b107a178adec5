import { fsyncSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { openEmbedded } from '../../../src/store/embedded/open-embedded.ts'
import { openDatabase } from '../../../src/store/open-database.ts'
import { openTestStore, silent } from '../test-database.ts'
import { startWriting } from './start-writing.ts'

describe('the embedded database', () => {
  let directory: string
  beforeEach(() => {
    directory = join(mkdtempSync(join(tmpdir(), 'peerbot-embedded-')), 'data')
  })
  afterEach(() => rmSync(join(directory, '..'), { recursive: true, force: true }))

  it('is readable by its owner alone', async () => {
    const { pglite, unlock } = await openEmbedded(directory)
    await pglite.close()
    unlock()
    expect(statSync(directory).mode & 0o777).toBe(0o700)
  }, 60_000)

  it('reaches the disk with every commit', async () => {
    let syncs = 0
    const { pglite, unlock } = await openEmbedded(directory, (descriptor) => {
      syncs++
      fsyncSync(descriptor)
    })
    await pglite.exec('create table numbers (number integer)')
    const before = syncs
    for (let number = 0; number < 50; number++) await pglite.query('insert into numbers values ($1)', [number])
    expect(syncs - before).toBeGreaterThanOrEqual(50)
    const settings = await pglite.query(
      "select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit",
    )
    expect(settings.rows).toEqual([{ fsync: 'on', commit: 'on' }])
    await pglite.close()
    unlock()
  }, 60_000)

  it('is refused to a second process in one clear sentence', async () => {
    const database = await openDatabase({ kind: 'embedded', directory }, silent)
    const second = startWriting(directory)
    await second.said(1)
    await second.kill()
    expect(second.lines).toEqual([
      `failed The data directory ${directory} is in use by the running process ${process.pid}. Stop that one first, or give this one another directory.`,
    ])
    await database.close()
  }, 60_000)

  it('opens again after it was closed, with what was in it', async () => {
    const first = await openDatabase({ kind: 'embedded', directory }, silent)
    await openTestStore(first).policies.keep('hash', 'text', new Date())
    await first.close()
    const second = await openDatabase({ kind: 'embedded', directory }, silent)
    expect(await second.sql.selectFrom('policies').select('hash').execute()).toEqual([{ hash: 'hash' }])
    await second.close()
  }, 60_000)

  it('keeps everything that a process had been told is stored when that was killed, and no half of anything', async () => {
    const writing = startWriting(directory)
    await writing.said(60)
    await writing.kill()
    const stored = writing.lines.map((line) => Number(line.replace('stored ', '')))
    expect(stored.length).toBeGreaterThanOrEqual(60)

    const database = await openDatabase({ kind: 'embedded', directory }, silent)
    const requests = await database.sql.selectFrom('requests').select('number').orderBy('number').execute()
    const events = await database.sql.selectFrom('events').select('request as number').orderBy('request').execute()
    expect(requests.map(({ number }) => number)).toEqual(expect.arrayContaining(stored))
    expect(events).toEqual(requests)
    await database.close()
  }, 60_000)

  it('gives free the leases that a killed process held', async () => {
    const first = await openDatabase({ kind: 'embedded', directory }, silent)
    await openTestStore(first).leases.take(['A'], 'dead', new Date(), 3_600_000)
    await first.close()
    const second = await openDatabase({ kind: 'embedded', directory }, silent)
    expect(await openTestStore(second).leases.take(['A'], 'alive', new Date(), 1_000)).toBe(true)
    await second.close()
  }, 60_000)
})
