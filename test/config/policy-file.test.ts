import { describe, expect, it } from '@jest/globals'
import { readPolicy, readPolicyFile } from '../../src/config/policy-file.ts'

const good = `people:
  megan: { id: 30000000-0000-4000-8000-000000000002, name: Megan Bowen }
request: [megan]
rules:
  - name: all
    approvers: [megan]
    approvals: 1
`

describe('the policy file', () => {
  it('is read, with the strict defaults', () => {
    expect(readPolicy(good, 'policy.yaml')).toMatchObject({
      ok: true,
      policy: { look: [], rules: [{ requesterMayApprove: false, expiresAfterHours: 24 }] },
    })
  })

  it.each([
    ['a slip in the YAML', good.replace('[megan]', '[megan'), 'line '],
    [
      'somebody who is nobody',
      good.replace('approvers: [megan]', 'approvers: [meghan]'),
      "line 6: 'meghan' is not listed",
    ],
    [
      'an id that is none',
      good.replace('30000000-0000-4000-8000-000000000002', 'megan@contoso.com'),
      'line 2: people.megan.id: must be an Entra object id',
    ],
    [
      'a rule that nobody could satisfy',
      good.replace('approvers: [megan]', 'approvers: []'),
      'line 6: rules.0.approvers',
    ],
    [
      'a rule that asks for more approvals than there are people',
      good.replace('approvals: 1', 'approvals: 2'),
      'more approvals than',
    ],
    ['a word it does not know', good.replace('approvals', 'aprovals'), 'rules.0'],
    [
      'a prototype as a person',
      good.replace('request: [megan]', 'request: [constructor]'),
      "'constructor' is not listed",
    ],
  ])('refuses %s, with the line', (_what, text, mistake) => {
    const read = readPolicy(text, 'policy.yaml')
    expect(read.ok ? '' : read.mistakes.join('\n')).toContain(mistake)
  })

  it('says which variable names it when it is not there', () => {
    expect(readPolicyFile('/no/such/policy.yaml')).toMatchObject({
      ok: false,
      mistakes: [expect.stringContaining('PEERBOT_POLICY')],
    })
  })
})
