import { describe, expect, it } from '@jest/globals'
import { resolveName, shortestName } from '../../src/clouds/resolve-name.ts'
import { aCloud } from '../builders/estate.ts'

const other = '22222222-2222-4222-8222-222222222222'
const east = aCloud('twin', { resourceGroup: 'rg-east', id: '/subscriptions/1/east' })
const west = aCloud('twin', { resourceGroup: 'rg-west', id: '/subscriptions/1/west' })
const far = aCloud('twin', { resourceGroup: 'rg-west', subscriptionId: other, id: '/subscriptions/x/far' })
const clouds = [aCloud('cloudA'), east, west, far]

describe('the name of a private cloud', () => {
  it.each([['cloudA'], ['CLOUDa'], ['rg-clouda/CloudA'], [aCloud('cloudA').id.toUpperCase()]])(
    'is found as %s',
    (typed) => {
      expect(resolveName(typed, clouds)).toMatchObject({ ok: true, cloud: { name: 'cloudA' } })
    },
  )

  it('is unknown, not guessed, when it is a part of one', () => {
    expect(resolveName('cloud', clouds)).toEqual({ ok: false, reason: 'unknown' })
    expect(resolveName('x/rg-cloudA/cloudA', clouds)).toEqual({ ok: false, reason: 'unknown' })
  })

  it('is ambiguous where several have it, and every choice offered means one of them', () => {
    expect(resolveName('twin', clouds)).toMatchObject({ ok: false, reason: 'ambiguous', choices: [east, west, far] })
    expect(shortestName(east, clouds)).toBe('rg-east/twin')
    for (const cloud of clouds) expect(resolveName(shortestName(cloud, clouds), clouds)).toEqual({ ok: true, cloud })
  })
})
