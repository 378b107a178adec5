import { describe, expect, it } from '@jest/globals'
import { pageHtml } from '../../../src/chat/cards/page-html.ts'
import { render } from '../../../src/chat/cards/render.ts'
import { hostileRequest, pendingRequest } from '../../../src/chat/cards/request-samples.ts'

describe('a text message', () => {
  it('comes as it is when nobody is mentioned', () => {
    expect(render({ kind: 'text', text: 'Type `help`.', mention: null })).toEqual({
      text: 'Type `help`.',
      mentions: [],
    })
  })

  it('begins with the mention, which stands in the text exactly as in the list', () => {
    const rendered = render({ kind: 'text', text: 'It is done.', mention: { id: '29:1', name: 'Alex Wilber' } })
    expect(rendered).toEqual({
      text: '<at>Alex Wilber</at> It is done.',
      mentions: [{ id: '29:1', name: 'Alex Wilber', text: '<at>Alex Wilber</at>' }],
    })
  })

  it('mentions only whom it is meant for, whatever they are called', () => {
    const rendered = render({ kind: 'text', text: 'x', mention: { id: '29:1', name: 'A</at><at>Everyone' } })
    expect('text' in rendered ? rendered.text.match(/<at>/g) : null).toHaveLength(1)
  })
})

describe('a card', () => {
  it('comes with a summary that can be read out', () => {
    expect(render(pendingRequest)).toMatchObject({
      summary: 'Request #7: connect cloudA to cloudB. Waiting for approval, asked by Alex Wilber.',
    })
  })
})

describe('the page of all cards', () => {
  it('cannot be broken out of by what a card says', () => {
    const rendered = render({ ...hostileRequest, reason: '</script><script>alert(1)</script>' })
    if (!('card' in rendered)) throw new Error('a request is a card')
    const view = { title: '</script>', summary: rendered.summary, bytes: 1, card: rendered.card }
    const html = pageHtml([view], { light: {}, dark: {} })
    expect(html.match(/<\/script>/g)).toHaveLength(2)
  })
})
