import { describe, expect, it } from '@jest/globals'
import { sizeOf } from '../../../src/chat/cards/card-size.ts'
import { cloudListCard } from '../../../src/chat/cards/cloud-list.ts'
import { connectForm } from '../../../src/chat/cards/connect-form.ts'
import { requestListCard } from '../../../src/chat/cards/request-list.ts'
import { mixedStatus, samples } from '../../../src/chat/cards/samples.ts'
import { statusCard } from '../../../src/chat/cards/status.ts'
import type { CloudList, ConnectForm, Message, RequestList } from '../../../src/chat/message.ts'
import { partsOf, wordsOf } from './parts-of.ts'

function sample<K extends Message['kind']>(kind: K): Extract<Message, { kind: K }> {
  const isIt = (message: Message): message is Extract<Message, { kind: K }> => message.kind === kind
  const found = samples.map(({ message }) => message).find(isIt)
  if (!found) throw new Error(`no sample of ${kind}`)
  return found
}

describe('the status card', () => {
  const words = wordsOf(statusCard(mixedStatus))

  it('counts every state', () => {
    expect(words).toContain('5 connections: 1 half open, 1 out of sync, 1 updating, 1 not connected and 1 connected.')
  })

  it('shows what needs somebody first', () => {
    const places = ['◐ Half open', '△ Out of sync', '◑ Updating', '○ Not connected', '✓ Connected'].map((word) =>
      words.indexOf(word),
    )
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    expect(places[0]).toBeGreaterThan(0)
  })

  it('shows both sides as Azure has them, and what was not learnt', () => {
    expect(words).toContain('cloudH: Connected, LocalNotInSync, Succeeded')
    expect(words).toContain('cloudC: no peering on this side')
    expect(words).toContain('Has not learnt 10.110.2.0/24')
  })

  it('says what to type where something is to be cured', () => {
    expect(words).toContain('To sync it, type **connect cloudA to cloudH**.')
    expect(words.match(/type \*\*connect/g)).toHaveLength(3)
  })

  it('says so when there is nothing', () => {
    expect(wordsOf(statusCard({ ...mixedStatus, connections: [] }))).toContain('There are no connections to show.')
  })

  it('stays within 28 KB with hundreds of connections', () => {
    const connections = Array.from({ length: 100 }, () => mixedStatus.connections).flat()
    const card = statusCard({ ...mixedStatus, connections })
    expect(sizeOf(card)).toBeLessThanOrEqual(28 * 1024)
    expect(wordsOf(card)).toMatch(/And \d+ more\./)
  })
})

describe('the form', () => {
  const form: ConnectForm = sample('connect-form')

  it('offers what can be connected and lists the rest with the reason', () => {
    const card = connectForm(form)
    const [chosen] = partsOf(card).filter(({ id }) => id === 'chosen')
    expect(JSON.stringify(chosen)).toContain('cloudA (uksouth)')
    expect(JSON.stringify(chosen)).not.toContain('cloudE')
    expect(wordsOf(card)).toContain('cloudE (Gen 1) and cloudF (Updating)')
  })

  it('keeps what was filled in, beside what was wrong', () => {
    const [first, second] = form.clouds
    const view: ConnectForm = {
      ...form,
      chosen: [first?.id ?? '', second?.id ?? ''],
      topology: 'star',
      centre: second?.id ?? '',
      reason: 'ERP',
      error: 'Something is wrong.',
    }
    const card = connectForm(view)
    const values = Object.fromEntries(
      partsOf(card).flatMap(({ id, value }) => (typeof id === 'string' ? [[id, value]] : [])),
    )
    expect(values).toEqual({ chosen: view.chosen.join(','), topology: 'star', centre: second?.id, reason: 'ERP' })
    expect(wordsOf(card)).toContain('✗ Something is wrong.')
  })

  it('is sent with the verb submit', () => {
    expect(connectForm(form).actions).toMatchObject([{ verb: 'submit', fallback: { data: { verb: 'submit' } } }])
  })

  it('cannot be sent when there are not two to choose', () => {
    expect(connectForm({ ...form, clouds: form.clouds.slice(0, 1) }).actions).toBeUndefined()
  })

  it('stays within 28 KB with a thousand clouds, and what was chosen stays on it', () => {
    const clouds = Array.from({ length: 1000 }, (_, place) => ({
      id: `/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/rg-${place}/providers/Microsoft.AVS/privateClouds/cloud-${place}`,
      name: `cloud-${place}`,
      location: 'uksouth',
      unusable: null,
    }))
    const last = clouds.at(-1)?.id ?? ''
    const card = connectForm({ ...form, clouds, chosen: [last] })
    expect(sizeOf(card)).toBeLessThanOrEqual(28 * 1024)
    expect(partsOf(card).find(({ id }) => id === 'chosen')).toMatchObject({ value: last })
    expect(wordsOf(card)).toMatch(/\d+ more private clouds can be named/)
  })
})

describe('the list of private clouds', () => {
  const list: CloudList = sample('cloud-list')

  it('shows region, generation, addresses and connections', () => {
    const words = wordsOf(cloudListCard(list))
    expect(words).toContain('**cloudA** · uksouth')
    expect(words).toContain('✓ Gen 2, ready')
    expect(words).toContain('– Gen 1')
    expect(words).toContain('◑ Gen 2, Updating')
    expect(words).toContain('✓ Connected with cloudB')
  })

  it('shows what could not be read, and counts what it does not show', () => {
    expect(wordsOf(cloudListCard(list))).toContain('○ The virtual network of cloudF could not be read')
    const remarks = Array.from({ length: 15 }, (_, place) => `Remark ${place + 1}.`)
    const words = wordsOf(cloudListCard({ ...list, remarks }))
    expect(words).toContain('○ Remark 12.')
    expect(words).not.toContain('Remark 13.')
    expect(words).toContain('And 3 more like these.')
  })

  it('stays within 28 KB with a thousand clouds', () => {
    const [first] = list.clouds
    if (!first) throw new Error('the sample is empty')
    const clouds = Array.from({ length: 1000 }, (_, place) => ({ ...first, name: `cloud-${place}` }))
    const remarks = clouds.map(() => 'A remark. '.repeat(100))
    expect(sizeOf(cloudListCard({ ...list, clouds, remarks }))).toBeLessThanOrEqual(28 * 1024)
  })
})

describe('the list of requests', () => {
  const list: RequestList = sample('request-list')

  it('shows first what waits for the reader, with what to type', () => {
    const words = wordsOf(requestListCard(list))
    expect(words.indexOf('**#8**')).toBeLessThan(words.indexOf('**#7**'))
    expect(words).toContain('**approve #8**')
    expect(words).not.toContain('**approve #7**')
  })

  it('counts those that it does not show', () => {
    const [first] = list.requests
    if (!first) throw new Error('the sample is empty')
    const requests = Array.from({ length: 30 }, (_, place) => ({ ...first, number: place + 1 }))
    expect(wordsOf(requestListCard({ ...list, requests, more: 5 }))).toContain('And 15 more.')
  })
})
