import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'

const variable = /\b(?:AZURE|BOT|DATABASE|PEERBOT|SIMULATOR|PUBLISHER|TEAMS)_[A-Z_]*[A-Z]\b/g

/** The variables that the files of a folder name. */
function named(folder: string, extension: string): Set<string> {
  const files = readdirSync(join(process.cwd(), folder), { recursive: true, encoding: 'utf8' })
  const texts = files
    .filter((file) => file.endsWith(extension))
    .map((file) => readFileSync(join(process.cwd(), folder, file), 'utf8'))
  return new Set(texts.flatMap((text) => text.match(variable) ?? []))
}

function sample(): string {
  return readFileSync(join(process.cwd(), '.env.sample'), 'utf8')
}

describe('.env.sample', () => {
  it('has a line for every variable that the sources read', () => {
    const lines = new Set([...sample().matchAll(/^(?:# )?([A-Z_]+)=/gm)].map((match) => match[1]))
    const missing = [...named('src', '.ts'), ...named('scripts', 'package.mjs')].filter((name) => !lines.has(name))
    expect(missing).toEqual([])
  })

  it('names no variable that nothing reads', () => {
    const read = new Set([...named('src', '.ts'), ...named('scripts', '.mjs')])
    expect((sample().match(variable) ?? []).filter((name) => !read.has(name))).toEqual([])
  })

  it('can be copied to .env as it is: what must be left out is commented out or empty', () => {
    const set = [...sample().matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name, value]) => [name, value])
    expect(Object.fromEntries(set.filter(([, value]) => value !== ''))).toEqual({
      BOT_TYPE: 'UserAssignedMSI',
      PEERBOT_POLICY: 'peerbot.policy.yaml',
      PEERBOT_AZURE_CLI: '0',
      PORT: '3978',
      PEERBOT_DATA_DIR: '.peerbot',
      PEERBOT_LOG_LEVEL: 'info',
    })
    // @azure/identity takes an empty authority for an address.
    expect(set.map(([name]) => name).filter((name) => name?.startsWith('AZURE_'))).toEqual([])
  })
})

describe('infra/', () => {
  it('sets only variables that the bot reads', () => {
    const read = named('src', '.ts')
    expect([...named('infra', '.bicep')].filter((name) => !read.has(name))).toEqual([])
  })

  it('gives rights on peerings by name: no wildcard, and no write on anything else', () => {
    const rights = readFileSync(join(process.cwd(), 'infra', 'rights.bicep'), 'utf8')
    const actions = [...rights.matchAll(/^\s+'(Microsoft\.[^']+)'$/gm)].map((match) => match[1])
    const changing = actions.filter((action) => !action?.endsWith('/read'))
    expect(actions.join(' ')).not.toContain('*')
    expect(changing.sort()).toEqual([
      'Microsoft.Network/virtualNetworks/peer/action',
      'Microsoft.Network/virtualNetworks/virtualNetworkPeerings/delete',
      'Microsoft.Network/virtualNetworks/virtualNetworkPeerings/write',
    ])
  })
})
