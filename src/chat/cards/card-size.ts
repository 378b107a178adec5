/** Cards stay small enough for every way into Teams, however much there is to show. */
import type { AdaptiveCard } from './adaptive-card.ts'

/**
 * 28 KB, the smallest limit of a way into Teams (Microsoft docs: incoming webhooks and the Power Automate connector;
 * a bot's message may have about 100 KB in UTF-16).
 */
export const largestCard = 28 * 1024

/** How many items a card shows in full; tried from the top until the card is small enough. */
const steps = [10, 8, 6, 4, 2, 1, 0]

/** The fullest of a card's variants that is small enough; the barest if none is. */
export function fullestThatFits(build: (inFull: number) => AdaptiveCard, most = 10): AdaptiveCard {
  const sizes = [most, ...steps.filter((step) => step < most)]
  return sizes.map(build).find((card) => sizeOf(card) <= largestCard) ?? build(0)
}

/** The size of a card on the wire, in bytes of UTF-8. */
export function sizeOf(card: AdaptiveCard): number {
  return new TextEncoder().encode(JSON.stringify(card)).length
}
