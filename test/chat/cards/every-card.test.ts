import { describe, expect, it } from '@jest/globals'
import { Ajv } from 'ajv'
import draft06 from 'ajv/dist/refs/json-schema-draft-06.json' with { type: 'json' }
import { sizeOf } from '../../../src/chat/cards/card-size.ts'
import { render } from '../../../src/chat/cards/render.ts'
import { samples } from '../../../src/chat/cards/samples.ts'
import { messageSchema } from '../../../src/chat/message.ts'
import schema from './adaptive-card-1.5.schema.json' with { type: 'json' }
import { partsOf } from './parts-of.ts'

/** As published, but for two things: the name of its id is draft 4's, and it lacks `filtered` (1.5, Microsoft docs: typeahead search). */
function teamsSchema() {
  const { id: _id, definitions, ...rest } = schema
  const ChoiceInputStyle = { enum: ['compact', 'expanded', 'filtered'] }
  return { ...rest, definitions: { ...definitions, ChoiceInputStyle } }
}

// Not strict: Ajv's strict mode is about how schemas are written, and this one is not ours.
const ajv = new Ajv({ strict: false, validateFormats: false })
ajv.addMetaSchema(draft06)
const fits = ajv.compile(teamsSchema())

describe.each(samples)('the card "$title"', ({ message }) => {
  const rendered = render(message)
  if (!('card' in rendered)) throw new Error('this sample is no card')
  const { card, summary } = rendered
  const parts = partsOf(card)

  it('is made from a message as the outbox keeps it', () => {
    expect(messageSchema.parse(JSON.parse(JSON.stringify(message)))).toEqual(message)
  })

  it('keeps to the schema of Adaptive Cards 1.5', () => {
    expect(fits(JSON.parse(JSON.stringify(card))) ? [] : fits.errors).toEqual([])
  })

  it('is at most 28 KB', () => {
    expect(sizeOf(card)).toBeLessThanOrEqual(28 * 1024)
  })

  it('has a summary and a text for clients that cannot show it', () => {
    expect(summary.length).toBeGreaterThan(5)
    expect(card.fallbackText.length).toBeGreaterThan(5)
  })

  it('wraps every text, and none is empty', () => {
    const texts = parts.filter(({ type }) => type === 'TextBlock')
    expect(texts.length).toBeGreaterThan(0)
    for (const text of texts) expect(text).toMatchObject({ wrap: true, text: expect.stringMatching(/\S/) })
  })

  it('labels every input, and says what is wrong with one that must be filled', () => {
    for (const input of parts.filter(({ type }) => type.startsWith('Input.'))) {
      expect(input).toMatchObject({ label: expect.stringMatching(/\S/) })
      if (input.isRequired === true) expect(input).toMatchObject({ errorMessage: expect.stringMatching(/\S/) })
    }
  })

  it('has at most three buttons, each with a fallback that does the same', () => {
    expect(card.actions?.length ?? 0).toBeLessThanOrEqual(3)
    for (const action of card.actions ?? []) expect(action.fallback).toBeDefined()
    for (const action of parts.filter(({ type, fallback }) => type === 'Action.Execute' && fallback)) {
      const { data, verb, fallback } = action
      expect(fallback).toMatchObject({ data: { ...Object(data), verb } })
    }
  })

  it('sends nothing but the request, the revision and the verb', () => {
    for (const { type, data } of parts.filter((part) => part.type.startsWith('Action.')))
      if (data)
        expect({ type, keys: ['request', 'revision', 'verb'] }).toMatchObject({
          keys: expect.arrayContaining(Object.keys(Object(data))),
        })
  })

  it('links nowhere but to Microsoft’s documentation', () => {
    const links = [...JSON.stringify(card).matchAll(/\]\(([^)]*)\)/g)].map(([, url]) => url)
    for (const url of links) expect(url).toMatch(/^https:\/\/learn\.microsoft\.com\//)
  })
})
