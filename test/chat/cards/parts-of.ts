import type { AdaptiveCard } from '../../../src/chat/cards/adaptive-card.ts'

export type Part = { type: string } & Readonly<Record<string, unknown>>

/** Every element and action of a card, at any depth, inner cards and fallbacks included. */
export function partsOf(card: AdaptiveCard): Part[] {
  return [...within(JSON.parse(JSON.stringify(card)))]
}

/** All words of a card that people see, one text per line. */
export function wordsOf(card: AdaptiveCard): string {
  return partsOf(card)
    .flatMap(({ text, title, facts }) => [text, title, ...(Array.isArray(facts) ? facts.flatMap(Object.values) : [])])
    .filter((word) => typeof word === 'string')
    .join('\n')
}

function* within(value: unknown): Generator<Part> {
  if (typeof value !== 'object' || value === null) return
  if (isPart(value)) yield value
  for (const inner of Object.values(value)) yield* within(inner)
}

function isPart(value: object): value is Part {
  return 'type' in value && typeof value.type === 'string'
}
