import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { openJournal, readJournal } from '../../../src/simulator/state/journal.ts'
import type { Change } from '../../../src/simulator/state/records.ts'

const subscription = (id: string): Change => ({
  table: 'subscriptions',
  key: id,
  value: { subscriptionId: id, displayName: id, tenantId: 't' },
})

describe('the journal', () => {
  let directory: string
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'journal-'))
  })
  afterEach(() => rmSync(directory, { recursive: true, force: true }))

  it('gives back what was durable, in order', async () => {
    const journal = await openJournal(directory, [subscription('seed')])
    journal.append([subscription('one'), subscription('two')])
    journal.append([{ table: 'subscriptions', key: 'one', value: null }])
    await journal.durable()
    expect(readJournal(directory)?.map(({ key }) => key)).toEqual(['seed', 'one', 'two', 'one'])
    await journal.close()
  })

  it('makes writes that wait together durable together', async () => {
    const journal = await openJournal(directory, [])
    const waits = Array.from({ length: 50 }, (_, index) => {
      journal.append([subscription(`s${index}`)])
      return journal.durable()
    })
    await Promise.all(waits)
    expect(readJournal(directory)).toHaveLength(50)
    await journal.close()
  })

  it('replaces everything by a snapshot, and goes on after it', async () => {
    const journal = await openJournal(directory, [subscription('old')])
    journal.append([subscription('waiting')])
    await journal.replace([subscription('new')])
    journal.append([subscription('later')])
    await journal.durable()
    expect(readJournal(directory)?.map(({ key }) => key)).toEqual(['new', 'later'])
    await journal.close()
  })

  it('is none at first, and is refused when damaged in the middle or of another version', () => {
    expect(readJournal(directory)).toBeNull()
    const file = join(directory, 'state.jsonl')
    writeFileSync(file, '{"format":"something else"}\n')
    expect(() => readJournal(directory)).toThrow(/is not a state file of this version/)
    writeFileSync(file, '{"format":"peerbot-simulator-state","version":1}\nnonsense\n[]\n')
    expect(() => readJournal(directory)).toThrow(/Line 2 of .* is damaged/)
    expect(readFileSync(file, 'utf8')).toContain('nonsense')
  })
})
