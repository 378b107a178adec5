import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'peerbot-rooms-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Checks a tree of sources; gives the sentences, or null where the table holds. */
function check(sources: Record<string, string>): string | null {
  for (const [file, source] of Object.entries(sources)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), source)
  }
  const run = spawnSync(process.execPath, [join(process.cwd(), 'scripts', 'rooms.mjs'), folder], { encoding: 'utf8' })
  return run.status === 0 ? null : run.stderr.trim()
}

const model = { 'peering/model.ts': 'export type Cloud = string\n' }

describe('the import table', () => {
  it('lets a room import what the table allows', () => {
    const sources = {
      ...model,
      'runs/ports.ts': `import type { Cloud } from '../peering/model.ts'\nexport type Read = (cloud: Cloud) => void\n`,
      'azure/reader.ts': `import { ArmClient } from '@azure/arm-network'\nimport type { Read } from '../runs/ports.ts'\n`,
      'index.ts': `import './azure/reader.ts'\n`,
    }
    expect(check(sources)).toBeNull()
  })

  it.each([
    ['an import', `import { a } from '../teams/bot.ts'`],
    ['a type-only import', `import type { A } from '../teams/bot.ts'`],
    ['a re-export', `export { a } from '../teams/bot.ts'`],
    ['a re-export of everything', `export * from '../teams/bot.ts'`],
    ['a dynamic import', `const a = await import('../teams/bot.ts')`],
    ['an import inside a type', `export type A = import('../teams/bot.ts').A`],
  ])('refuses %s of a room that the table does not name', (_how, source) => {
    const sentence = check({ 'requests/ask.ts': source, 'teams/bot.ts': 'export const a = 1\nexport type A = 1\n' })
    expect(sentence).toBe('src/requests/ask.ts imports teams/bot: requests may import peering, chat.')
  })

  it('lets the adapters import ports, and of other rooms nothing else', () => {
    const sources = { 'runs/ports.ts': 'export type P = 1\n', 'runs/run.ts': 'export const a = 1\n' }
    expect(check({ ...sources, 'azure/a.ts': `import type { P } from '../runs/ports.ts'` })).toBeNull()
    expect(check({ ...sources, 'azure/b.ts': `import { a } from '../runs/run.ts'` })).toContain(
      'azure may import ports',
    )
  })

  it('keeps rooms from importing the files that join them', () => {
    expect(check({ 'compose.ts': 'export const a = 1', 'teams/bot.ts': `import '../compose.ts'` })).toContain('compose')
  })

  it('refuses a room that it does not know', () => {
    expect(check({ ...model, 'utils/a.ts': `import '../peering/model.ts'` })).toContain('"utils" is not in the table')
  })

  it.each([
    ['clouds/a.ts', '@azure/arm-avs', 'only azure may'],
    ['commands/a.ts', 'botbuilder', 'only teams may'],
    ['requests/a.ts', 'kysely/migration', 'only store may'],
    ['runs/a.ts', 'pg-boss', 'only jobs and store may'],
    ['teams/a.ts', 'restify', 'only server may'],
    ['peering/a.ts', 'node:fs', 'peering only computes'],
    ['chat/cards/a.ts', 'pino', 'chat only computes'],
  ])('refuses in %s the package %s', (file, name, sentence) => {
    expect(check({ [file]: `import x from '${name}'` })).toContain(sentence)
  })

  it('does not take one package for another that begins alike', () => {
    expect(check({ 'requests/a.ts': `import x from 'pgvector'` })).toBeNull()
  })

  it('refuses a cycle and writes it out once', () => {
    const sentence = check({
      'runs/a.ts': `import './b.ts'`,
      'runs/b.ts': `import './c.ts'`,
      'runs/c.ts': `import './a.ts'`,
    })
    expect(sentence).toBe('Import cycle: src/runs/a.ts → src/runs/b.ts → src/runs/c.ts → src/runs/a.ts')
  })
})
