import { describe, expect, it } from '@jest/globals'
import { findingSentence } from '../../../src/chat/text/findings.ts'
import { type Finding, findingCodeSchema } from '../../../src/peering/plan.ts'

const facts = {
  state: 'Updating',
  network: 'vnet-cloudA',
  prefixes: '10.10.0.0/22',
  third: 'vnet-hub',
  regions: 'uksouth, northeurope',
  peering: 'cloudA-to-cloudB',
}

function finding(code: Finding['code'], changes: Partial<Finding> = {}): Finding {
  return { code, severity: 'warning', clouds: ['cloudA', 'cloudB'], facts, ...changes }
}

describe.each(findingCodeSchema.options)('the text for %s', (code) => {
  it('is a whole sentence that names the private cloud and shows no code', () => {
    const { sentence, remedy } = findingSentence(finding(code))
    expect(sentence).toMatch(/^\S.*\.$/)
    expect(sentence).toContain('cloudA')
    expect(sentence).not.toContain('undefined')
    if (code.includes('-') && code !== 'half-open') expect(sentence).not.toContain(code)
    if (remedy !== null) expect(remedy).toMatch(/^[A-Z].*\.$/)
  })

  it('links, if at all, to Microsoft’s documentation', () => {
    const { link } = findingSentence(finding(code))
    if (link) expect(link.url).toMatch(/^https:\/\/learn\.microsoft\.com\/[a-z0-9/-]+$/)
  })

  it('can be said without any fact', () => {
    expect(findingSentence(finding(code, { clouds: [], facts: {} })).sentence).not.toContain('undefined')
  })
})

describe('the text for a blocker', () => {
  it.each([
    'gen1',
    'cloud-not-ready',
    'network-missing',
    'same-network',
    'overlap',
    'overlap-with-peered',
    'peering-busy',
  ] as const)('says what to do about %s', (code) => {
    expect(findingSentence(finding(code)).remedy).not.toBeNull()
  })

  it('names the overlapping prefixes, but not a thousand of them', () => {
    expect(findingSentence(finding('overlap')).sentence).toContain('10.10.0.0/22')
    const many = finding('overlap', { facts: { prefixes: '10.0.0.0/24, '.repeat(1000) } })
    expect(findingSentence(many).sentence.length).toBeLessThan(400)
  })

  it('does not let a name act', () => {
    const { sentence } = findingSentence(finding('gen1', { clouds: ['<at>all</at> **x**'] }))
    expect(sentence).not.toMatch(/<|\*/)
  })
})
