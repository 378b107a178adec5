import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { strFromU8, unzipSync } from 'fflate'
import { z } from 'zod/v4'
import { commands } from '../../src/commands/registry.ts'

const known = {
  BOT_ID: '20000000-0000-4000-8000-000000000001',
  PUBLISHER_NAME: 'Contoso',
  PUBLISHER_URL: 'https://contoso.example',
}
const manifestSchema = z.object({
  id: z.string(),
  version: z.string(),
  developer: z.object({ name: z.string(), privacyUrl: z.string() }),
  bots: z.tuple([
    z.object({
      botId: z.string(),
      scopes: z.array(z.string()),
      commandLists: z.array(
        z.object({
          scopes: z.array(z.string()),
          commands: z.array(z.object({ title: z.string(), description: z.string() })),
        }),
      ),
    }),
  ]),
  validDomains: z.array(z.string()),
})

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'peerbot-package-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Runs the script with nothing but the given variables. An empty one keeps a developer's .env from setting it. */
function build(env: Record<string, string>) {
  const script = join(process.cwd(), 'scripts', 'package.mjs')
  const empty = { BOT_ID: '', TEAMS_APP_ID: '', PUBLISHER_NAME: '', PUBLISHER_URL: '', PUBLISHER_PRIVACY_URL: '' }
  const run = spawnSync(process.execPath, [script, folder], {
    env: { ...empty, PUBLISHER_TERMS_URL: '', PEERBOT_PUBLIC_URL: '', ...env },
    encoding: 'utf8',
  })
  return { status: run.status, said: run.stderr }
}

function files(): Record<string, Uint8Array> {
  return unzipSync(readFileSync(join(folder, 'peerbot-teams-app.zip')))
}

function manifest(): z.infer<typeof manifestSchema> {
  const text = files()['manifest.json']
  return manifestSchema.parse(JSON.parse(text === undefined ? '' : strFromU8(text)))
}

/** Width and height from a PNG's first chunk (PNG specification, "IHDR"). */
function size(png: Uint8Array | undefined): [number, number] {
  const view = new DataView((png ?? new Uint8Array()).slice().buffer)
  return [view.getUint32(16), view.getUint32(20)]
}

describe('the Teams app package', () => {
  it('holds the manifest and the two icons, and nothing else', () => {
    expect(build(known)).toEqual({ status: 0, said: '' })
    expect(Object.keys(files()).sort()).toEqual(['color.png', 'manifest.json', 'outline.png'])
    expect(size(files()['color.png'])).toEqual([192, 192])
    expect(size(files()['outline.png'])).toEqual([32, 32])
  })

  it('leaves no placeholder unfilled', () => {
    build(known)
    const text = files()['manifest.json']
    expect(text === undefined ? '' : strFromU8(text)).not.toMatch(/\$\{\{|undefined/)
    expect(manifest()).toMatchObject({
      id: known.BOT_ID,
      developer: { name: 'Contoso', privacyUrl: known.PUBLISHER_URL },
    })
    expect(manifest().version).toMatch(/^\d+\.\d+\.\d+$/)
  })

  it('offers the commands that the bot understands, within the lengths that Teams shows', () => {
    build(known)
    const [bot] = manifest().bots
    expect(bot.botId).toBe(known.BOT_ID)
    expect(bot.scopes).toEqual(['personal', 'team', 'groupChat'])
    const [list] = bot.commandLists
    expect(list?.commands.map((command) => command.title)).toEqual(commands.map((command) => command.name))
    expect(list?.commands.length).toBeLessThanOrEqual(10)
    for (const { title, description } of list?.commands ?? []) {
      expect(title.length).toBeLessThanOrEqual(32)
      expect(description.length).toBeLessThanOrEqual(128)
    }
  })

  it('trusts the domain of the bot where it has a public address', () => {
    build({ ...known, PEERBOT_PUBLIC_URL: 'https://peerbot.contoso.example/x' })
    expect(manifest().validDomains).toEqual(['peerbot.contoso.example'])
  })

  it('is not built without the values that only its owner knows, all named at once', () => {
    const { status, said } = build({})
    expect(status).toBe(1)
    expect(said).toContain('BOT_ID is not set')
    expect(said).toContain('PUBLISHER_NAME is not set')
    expect(said).toContain('PUBLISHER_URL is not set')
  })

  it('is not built where the schema of Teams refuses it', () => {
    const { status, said } = build({
      ...known,
      BOT_ID: 'peerbot',
      PUBLISHER_NAME: 'A name of more than thirty-two letters',
    })
    expect(status).toBe(1)
    expect(said).toContain('manifest/bots/0/botId must match pattern')
    expect(said).toContain('manifest/developer/name must NOT have more than 32 characters')
  })
})
