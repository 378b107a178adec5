import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { DirectoryInUse, lockDirectory } from '../../../src/store/embedded/directory-lock.ts'
import { processStart, processWorld } from '../../../src/store/embedded/process-identity.ts'

describe('the lock of a data directory', () => {
  let directory: string
  let lock: string
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'peerbot-lock-'))
    lock = join(directory, 'lock')
  })
  afterEach(() => rmSync(directory, { recursive: true, force: true }))

  const mine = () => ({ id: 'x', pid: process.pid, started: processStart(process.pid), world: processWorld() })

  it('is held by one, and free when released', () => {
    const release = lockDirectory(directory)
    expect(() => lockDirectory(directory)).toThrow(DirectoryInUse)
    release()
    expect(existsSync(lock)).toBe(false)
    lockDirectory(directory)()
  })

  it('is taken over from a process that has ended', () => {
    writeFileSync(lock, JSON.stringify({ ...mine(), pid: 2 ** 22 - 1 }))
    const release = lockDirectory(directory)
    expect(JSON.parse(readFileSync(lock, 'utf8'))).toMatchObject({ pid: process.pid })
    expect(readdirSync(directory)).toEqual(['lock'])
    release()
  })

  it('is taken over when the number of the process has been given to another one', () => {
    writeFileSync(lock, JSON.stringify({ ...mine(), started: 'long ago' }))
    lockDirectory(directory)()
  })

  it('is respected while a process that cannot be seen from here gives signs of life', () => {
    writeFileSync(lock, JSON.stringify({ ...mine(), pid: 1, started: 'there', world: 'another container' }))
    expect(() => lockDirectory(directory)).toThrow(/another container .* in 20 s/)
    utimesSync(lock, new Date(), new Date(Date.now() - 21_000))
    lockDirectory(directory)()
  })

  it('is respected while it is just being written, and taken over if that was never finished', () => {
    writeFileSync(lock, '')
    expect(() => lockDirectory(directory)).toThrow(DirectoryInUse)
    utimesSync(lock, new Date(), new Date(Date.now() - 21_000))
    lockDirectory(directory)()
  })

  it('is not taken away from the next one by a late release', () => {
    const release = lockDirectory(directory)
    writeFileSync(lock, JSON.stringify({ ...mine(), id: 'the next one' }))
    release()
    expect(existsSync(lock)).toBe(true)
  })
})
