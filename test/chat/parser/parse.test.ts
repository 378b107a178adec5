import { describe, expect, it } from '@jest/globals'
import type { CommandArguments, NamedClouds } from '../../../src/chat/parser/description.ts'
import { parse } from '../../../src/chat/parser/parse.ts'
import { sampleDescriptions } from '../../builders/command-descriptions.ts'

const say = (text: string) => parse(text, sampleDescriptions)

function command(name: string, given: Partial<CommandArguments> = {}) {
  return { kind: 'command', name, arguments: { clouds: null, request: null, because: null, ...given } }
}

const pair = (...names: string[]): NamedClouds => ({ topology: 'pair', names })
const mesh = (...names: string[]): NamedClouds => ({ topology: 'mesh', names })
const star = (...names: string[]): NamedClouds => ({ topology: 'star', names })

describe('a sentence with clouds', () => {
  const longId = '/subscriptions/1111/resourceGroups/rg-b/providers/Microsoft.AVS/privateClouds/cloudB'

  it.each<[string, NamedClouds]>([
    ['connect cloudA to cloudB', pair('cloudA', 'cloudB')],
    ['CONNECT cloudA TO cloudB', pair('cloudA', 'cloudB')],
    ['connect cloudA and cloudB', pair('cloudA', 'cloudB')],
    ['connect cloudA with cloudB', pair('cloudA', 'cloudB')],
    ['connect between cloudA and cloudB', pair('cloudA', 'cloudB')],
    ['connect cloudA, cloudB and cloudC', mesh('cloudA', 'cloudB', 'cloudC')],
    ['connect cloudA,cloudB,cloudC', mesh('cloudA', 'cloudB', 'cloudC')],
    ['connect cloudA, cloudB, and cloudC', mesh('cloudA', 'cloudB', 'cloudC')],
    ['connect cloudA & cloudB & cloudC', mesh('cloudA', 'cloudB', 'cloudC')],
    ['connect cloudA to cloudB and cloudC', star('cloudA', 'cloudB', 'cloudC')],
    ['connect cloudB and cloudC to cloudA', star('cloudA', 'cloudB', 'cloudC')],
    ['connect `cloudA` to `cloudB`', pair('cloudA', 'cloudB')],
    ['connect `cloudA to cloudB`', pair('cloudA', 'cloudB')],
    ['`connect cloudA to cloudB`', pair('cloudA', 'cloudB')],
    ['“connect cloudA to cloudB”', pair('cloudA', 'cloudB')],
    ['connect "my cloud" to “your cloud”', pair('my cloud', 'your cloud')],
    ["connect 'my cloud' to ‘your cloud’", pair('my cloud', 'your cloud')],
    ['connect `my cloud` to cloudB', pair('my cloud', 'cloudB')],
    ['connect "and" to "to"', pair('and', 'to')],
    ['connect `and` to cloudB', pair('and', 'cloudB')],
    [`connect rg-a/cloudA to ${longId}`, pair('rg-a/cloudA', longId)],
    ['connect **cloudA** to __cloudB__', pair('cloudA', 'cloudB')],
    ['**connect cloudA to cloudB**', pair('cloudA', 'cloudB')],
    ['connect (cloudA) to [cloudB]!', pair('cloudA', 'cloudB')],
    ['connect cloud_A to cloud-b.2.', pair('cloud_A', 'cloud-b.2')],
    ['connect cloudA to cloudB 🙏', pair('cloudA', 'cloudB')],
    ['please connect cloudA to cloudB, thanks', pair('cloudA', 'cloudB')],
    ['<at>Peerbot</at> connect cloudA to cloudB', pair('cloudA', 'cloudB')],
    ['@Peerbot connect cloudA to cloudB', pair('cloudA', 'cloudB')],
    ['/connect cloudA to cloudB', pair('cloudA', 'cloudB')],
    ['<p>connect&nbsp;cloudA to<br>cloudB</p>', pair('cloudA', 'cloudB')],
    ['connect cloudA &amp; cloudB', pair('cloudA', 'cloudB')],
    ['connect &quot;my cloud&quot; to cloudB', pair('my cloud', 'cloudB')],
    ['con\u200bnect cloud\u200dA\ufeff to cloudB\u200b', pair('cloudA', 'cloudB')],
    ['connect cloudA\n  to\r\n cloudB\n', pair('cloudA', 'cloudB')],
    ['connect cloudA to cloudB\u0000', pair('cloudA', 'cloudB')],
  ])('%s', (text, clouds) => {
    expect(say(text)).toEqual(command('connect', { clouds }))
  })

  it('takes "from" as the centre’s word in disconnect', () => {
    expect(say('disconnect cloudA from cloudB')).toEqual(command('disconnect', { clouds: pair('cloudA', 'cloudB') }))
  })
})

describe('a reason', () => {
  it.each([
    [
      'connect cloudA to cloudB because the ERP, and with it "billing", moves to B',
      'the ERP, and with it "billing", moves to B',
    ],
    ['connect cloudA to cloudB because: CHG-4711.', 'CHG-4711.'],
    ['connect cloudA to cloudB BECAUSE it’s **urgent**', 'it’s **urgent**'],
    ['connect cloudA to cloudB because first\nsecond', 'first second'],
    ['connect cloudA to cloudB because R&amp;D asked', 'R&D asked'],
  ])('%s', (text, because) => {
    expect(say(text)).toEqual(command('connect', { clouds: pair('cloudA', 'cloudB'), because }))
  })

  it('may be said but left empty', () => {
    expect(say('reject #7 because')).toEqual(command('reject', { request: 7 }))
  })

  it('is refused where the command takes none', () => {
    expect(say('clouds because I want')).toMatchObject({ kind: 'unclear', problem: { code: 'wrong-arguments' } })
  })
})

describe('a sentence about a request', () => {
  it.each([
    'approve #7',
    'approve 7',
    'approve request 7',
    'approve request #7',
    'Approve `#7`',
    'approve # 7',
    'approve #7!',
  ])('%s', (text) => {
    expect(say(text)).toEqual(command('approve', { request: 7 }))
  })

  it.each(['approve #0', 'approve #99999999999', 'approve 2147483648', 'approve 7 8', 'approve cloudA', 'approve'])(
    'is unclear: %s',
    (text) => {
      expect(say(text)).toMatchObject({
        problem: { code: 'wrong-arguments', command: 'approve' },
        nearest: 'approve #7',
      })
    },
  )
})

describe('a command that takes clouds or a request', () => {
  it.each<[string, Partial<CommandArguments>]>([
    ['status', {}],
    ['status cloudA', { clouds: pair('cloudA') }],
    ['status of cloudA', { clouds: pair('cloudA') }],
    ['state cloudA to cloudB', { clouds: pair('cloudA', 'cloudB') }],
    ['status #7', { request: 7 }],
    ['status "7"', { clouds: pair('7') }],
  ])('%s', (text, given) => {
    expect(say(text)).toEqual(command('status', given))
  })
})

describe('aliases', () => {
  it.each([
    ['peer cloudA to cloudB', 'connect'],
    ['Hello!', 'help'],
    ['private clouds', 'clouds'],
    ['connect', 'connect'],
  ])('%s → %s', (text, name) => {
    expect(say(text)).toMatchObject({ kind: 'command', name })
  })
})

describe('what is unclear', () => {
  it.each(['', '   ', '\n', '🎉🎉', '?!…', '<p></p>', '&nbsp;', '""'])('%j is empty', (text) => {
    expect(say(text)).toEqual({ kind: 'unclear', problem: { code: 'empty' }, nearest: null })
  })

  it('is too long above 2,000 characters, and is then not read', () => {
    const sentence = 'connect cloudA to cloudB because '
    expect(say(sentence + 'x'.repeat(2000 - sentence.length))).toMatchObject({ kind: 'command' })
    expect(say(sentence + 'x'.repeat(2001 - sentence.length))).toEqual({
      kind: 'unclear',
      problem: { code: 'too-long', limit: 2000 },
      nearest: null,
    })
  })

  it.each(['connect cloudA to clouda', 'connect cloudA, cloudB and CLOUDA'])('names a cloud twice: %s', (text) => {
    expect(say(text)).toMatchObject({ problem: { code: 'same-cloud' }, nearest: null })
  })

  it.each(['connect cloudA', 'connect cloudA to', 'connect to cloudB', 'connect ,cloudA,'])(
    'names one cloud where it takes two: %s',
    (text) => {
      expect(say(text)).toMatchObject({ problem: { code: 'one-cloud', command: 'connect' } })
    },
  )

  it.each(['connect a to b to c', 'connect a and b to c and d', 'connect to', 'connect #7', 'clouds cloudA'])(
    'cannot be read: %s',
    (text) => {
      expect(say(text)).toMatchObject({ problem: { code: 'wrong-arguments' } })
    },
  )
})

describe('did you mean', () => {
  it.each([
    ['conect clouda to cloudb', 'connect clouda to cloudb'],
    ['cnonect clouda, cloudb & cloudc because audit', 'connect clouda, cloudb and cloudc because audit'],
    ['disconect clouda from cloudb', 'disconnect clouda from cloudb'],
    ['connect clouda cloudb', 'connect clouda to cloudb'],
    ['I want to connect clouda to cloudb', 'connect clouda to cloudb'],
    ['aprove #7', 'approve #7'],
    ['statsu', 'status'],
    ['cancle', 'cancel #7'],
    ['connect clouda', 'connect cloudA to cloudB'],
  ])('%s → %s', (text, nearest) => {
    expect(say(text)).toMatchObject({ kind: 'unclear', nearest })
  })

  it('has nothing to offer for what is like nothing', () => {
    expect(say('pineapple')).toEqual({
      kind: 'unclear',
      problem: { code: 'unknown-command', word: 'pineapple' },
      nearest: null,
    })
  })

  it('never offers an example that would itself not be understood', () => {
    const [connect] = sampleDescriptions
    if (!connect) throw new Error('the sample descriptions are empty')
    const broken = [{ ...connect, examples: ['connect nonsense here'] }]
    expect(parse('connect cloudA', broken)).toMatchObject({ kind: 'unclear', nearest: null })
  })
})
