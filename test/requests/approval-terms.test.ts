import { describe, expect, it } from '@jest/globals'
import { hasRole, isApprover, stricter, termsFor } from '../../src/requests/approval-terms.ts'
import { aPerson, aPlan, aPolicy } from '../builders/requests.ts'

const inForce = { policy: aPolicy(), version: 3 }

describe('the policy', () => {
  it('asks the first rule that matches: one approval for a local plan, two for one with a global connection', () => {
    expect(termsFor(inForce, aPlan('local'))).toMatchObject({ terms: { rule: 'local', needed: 1, policyVersion: 3 } })
    expect(termsFor(inForce, aPlan('local', 'global'))).toMatchObject({ terms: { rule: 'global', needed: 2 } })
  })

  it('denies what no rule matches', () => {
    const localOnly = aPolicy()
    localOnly.rules = localOnly.rules.filter((rule) => rule.name === 'local')
    expect(termsFor({ policy: localOnly, version: 1 }, aPlan('global'))).toBeNull()
  })

  it('lets people look who may ask or approve, and nobody whom it does not name', () => {
    expect(hasRole(inForce, aPerson('alex'), 'request')).toBe(true)
    expect(hasRole(inForce, aPerson('alex'), 'look')).toBe(true)
    expect(hasRole(inForce, aPerson('megan'), 'look')).toBe(true)
    expect(hasRole(inForce, aPerson('patti'), 'look')).toBe(true)
    expect(hasRole(inForce, aPerson('patti'), 'request')).toBe(false)
    expect(hasRole(inForce, aPerson('miriam'), 'look')).toBe(false)
    expect(isApprover(inForce, aPerson('megan'))).toBe(true)
    expect(isApprover(inForce, aPerson('alex'))).toBe(false)
  })

  it('is taken at its strictest of then and now', () => {
    const asked = termsFor(inForce, aPlan('local'))?.terms
    if (!asked) throw new Error('no terms')
    const now = { ...asked, needed: 2, approvers: asked.approvers.slice(1) }
    expect(stricter(asked, now)).toMatchObject({ needed: 2, approvers: asked.approvers.slice(1) })
    expect(stricter({ ...asked, needed: 3 }, { ...now, requesterMayApprove: true })).toMatchObject({
      needed: 3,
      requesterMayApprove: false,
    })
  })
})
