/** Short ways to write the elements of a card. Texts handed in are ready to be shown: escaped by whoever has the name. */
import type { StateWord } from '../text/states.ts'
import type {
  Action,
  ActionData,
  AdaptiveCard,
  ColumnSet,
  Container,
  Element,
  ExecuteAction,
  TextBlock,
  Verb,
} from './adaptive-card.ts'

export function card(parts: {
  fallbackText: string
  body: readonly Element[]
  actions?: readonly Action[]
}): AdaptiveCard {
  const { actions = [] } = parts
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    fallbackText: parts.fallbackText,
    body: parts.body,
    ...(actions.length > 0 ? { actions } : {}),
  }
}

export function text(words: string, look: Omit<TextBlock, 'type' | 'text' | 'wrap'> = {}): TextBlock {
  return { type: 'TextBlock', text: words, wrap: true, ...look }
}

/** The card's title. Screen readers announce it as a heading. */
export function heading(words: string): TextBlock {
  return text(words, { style: 'heading', size: 'large', weight: 'bolder' })
}

export function sectionTitle(words: string): TextBlock {
  return text(words, { weight: 'bolder', spacing: 'none' })
}

/** Small print. */
export function small(words: string, spacing: TextBlock['spacing'] = 'small'): TextBlock {
  return text(words, { size: 'small', isSubtle: true, spacing })
}

export function container(items: readonly Element[], look: Omit<Container, 'type' | 'items'> = {}): Container {
  return { type: 'Container', items, ...look }
}

/** Only trouble is coloured: Teams' green and yellow are too pale to be read on white. */
export function colourOf({ tone }: StateWord): { color?: 'attention' } {
  return tone === 'attention' ? { color: tone } : {}
}

/** The background of a state that needs eyes on it. */
export function backgroundOf({ tone }: StateWord): { style?: 'good' | 'warning' | 'attention' | 'accent' } {
  return tone === 'default' ? {} : { style: tone }
}

/** Something, and its state at the right edge. */
export function beside(left: TextBlock, right: TextBlock, spacing: ColumnSet['spacing'] = 'default'): ColumnSet {
  return {
    type: 'ColumnSet',
    spacing,
    columns: [
      { type: 'Column', width: 'stretch', items: [left] },
      { type: 'Column', width: 'auto', items: [right] },
    ],
  }
}

/** A button; clients without Action.Execute send the same as Action.Submit. */
export function button(title: string, verb: Verb, data: ActionData, style?: ExecuteAction['style']): ExecuteAction {
  return {
    type: 'Action.Execute',
    title,
    verb,
    data,
    ...(style ? { style } : {}),
    fallback: { type: 'Action.Submit', title, data: { ...data, verb } },
  }
}
