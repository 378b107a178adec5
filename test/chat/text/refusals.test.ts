import { describe, expect, it } from '@jest/globals'
import { refusals } from '../../../src/chat/text/refusals.ts'

const hostile = '<at>all</at> [x](https://evil.example) **b**'

const said: Readonly<Record<keyof typeof refusals, string>> = {
  ownRequest: refusals.ownRequest(7),
  notAnApprover: refusals.notAnApprover(7, [hostile, 'Adele Vance']),
  notTheRequester: refusals.notTheRequester(7, hostile),
  notKnown: refusals.notKnown(null),
  mayOnlyLook: refusals.mayOnlyLook(),
  mayNotLook: refusals.mayNotLook(),
  noRule: refusals.noRule(),
  underWay: refusals.underWay(['cloudA', 'cloudB']),
  tooFewApprovers: refusals.tooFewApprovers(1, 2),
  unknownRequest: refusals.unknownRequest(7),
  olderRevision: refusals.olderRevision(7),
  alreadyDecided: refusals.alreadyDecided(7, 'rejected'),
  alreadyRunning: refusals.alreadyRunning(7),
  expired: refusals.expired(7),
  policyForbids: refusals.policyForbids(7),
  sameRequest: refusals.sameRequest(7),
  unknownCloud: refusals.unknownCloud(hostile, [hostile]),
  unknownCloudSoFar: refusals.unknownCloudSoFar(hostile, [hostile], 2),
  ambiguousCloud: refusals.ambiguousCloud(hostile, ['rg-a/cloudA', 'rg-b/cloudA']),
  sameCloud: refusals.sameCloud(hostile),
  tooFewClouds: refusals.tooFewClouds(1),
  tooManyClouds: refusals.tooManyClouds(20),
  allConnected: refusals.allConnected(['cloudA', hostile], null),
  blocked: refusals.blocked([{ code: 'gen1', severity: 'blocker', clouds: [hostile], facts: {} }]),
  otherTenant: refusals.otherTenant(),
  unreadableAction: refusals.unreadableAction(),
}

describe.each(Object.entries(said))('the refusal %s', (_name, text) => {
  it('is a sentence for people', () => {
    expect(text).toMatch(/^[A-Zˍ‹“]/)
    expect(text.length).toBeGreaterThan(20)
    expect(text).not.toMatch(/undefined|null|\[object/)
  })

  it('lets no name act', () => {
    expect(text).not.toMatch(/<at>|\]\(https:\/\/evil|\*\*b\*\*/)
  })
})

describe('a refusal helps on', () => {
  it('with the nearest names of a private cloud, or where to find them', () => {
    expect(refusals.unknownCloud('cloudX', ['cloudA', 'cloudB'])).toContain('Did you mean **cloudA** or **cloudB**?')
    expect(refusals.unknownCloud('cloudX', [])).toContain('`clouds`')
  })

  it('with what could not be read, where a private cloud may be just there', () => {
    const nothingNear = refusals.unknownCloudSoFar('cloudX', [], 1)
    expect(nothingNear).toContain('1 subscription could not be read just now')
    expect(nothingNear).toContain('`clouds`')
    expect(said.unknownCloudSoFar).toContain('2 subscriptions could not be read just now')
    expect(said.unknownCloudSoFar).toContain('Did you mean')
  })

  it('with the qualified names where a name is ambiguous', () => {
    expect(said.ambiguousCloud).toContain('`rg-a/cloudA` or `rg-b/cloudA`')
  })

  it('with every blocker, its remedy and Microsoft’s page', () => {
    expect(said.blocked).toContain('ExpressRoute')
    expect(said.blocked).toContain('](https://learn.microsoft.com/')
  })

  it('with the way to take one’s own request back', () => {
    expect(said.ownRequest).toContain('`cancel #7`')
  })
})
