/** The form for `connect` alone: which private clouds, joined how, and why. */
import type { ConnectForm } from '../message.ts'
import { escapeShort, escapeText } from '../text/escape.ts'
import { counted, inWords } from '../text/lists.ts'
import type { AdaptiveCard, ChoiceSetInput, Element } from './adaptive-card.ts'
import { fullestThatFits } from './card-size.ts'
import { button, card, container, heading, small, text } from './elements.ts'

export const formSummary = 'Connect private clouds: choose which.'

export function connectForm(view: ConnectForm): AdaptiveCard {
  const usable = view.clouds.filter(({ unusable }) => unusable === null)
  if (usable.length < 2) return withoutChoice(view)
  return fullestThatFits((offered) => withChoice(view, offered), usable.length)
}

function withChoice(view: ConnectForm, offered: number): AdaptiveCard {
  const usable = view.clouds.filter(({ unusable }) => unusable === null)
  // What was chosen stays on the form, however little of the rest does.
  const first = usable.toSorted((a, b) => Number(view.chosen.includes(b.id)) - Number(view.chosen.includes(a.id)))
  const shown = new Set(first.slice(0, offered).map(({ id }) => id))
  const choices = usable
    .filter(({ id }) => shown.has(id))
    .map(({ id, name, location }) => ({ title: `${escapeText(name)} (${escapeText(location)})`, value: id }))
  return card({
    fallbackText: formSummary,
    body: [
      ...top(view),
      chosen(view, choices),
      ...(choices.length < usable.length
        ? [
            small(
              `${counted(usable.length - choices.length, 'more private cloud')} can be named in a sentence: **connect … to …**`,
            ),
          ]
        : []),
      topology(view),
      ...(choices.length === usable.length || offered <= 40 ? [centre(view, choices)] : []),
      {
        type: 'Input.Text',
        id: 'reason',
        label: 'Reason (optional, shown to those who decide)',
        isMultiline: true,
        maxLength: 500,
        value: view.reason,
      },
      ...unusableClouds(view),
    ],
    actions: [button('Ask for approval', 'submit', {}, 'positive')],
  })
}

function withoutChoice(view: ConnectForm): AdaptiveCard {
  const none = text('It takes two private clouds of Generation 2 that are ready. There are not so many.')
  return card({ fallbackText: formSummary, body: [...top(view), none, ...unusableClouds(view)] })
}

function top({ error }: ConnectForm): Element[] {
  return [
    heading('Connect private clouds'),
    small('Nothing is changed before others have approved the plan.', 'none'),
    ...(error ? [container([text(`✗ ${escapeShort(error, 600)}`)], { style: 'attention', spacing: 'medium' })] : []),
  ]
}

type Choices = ChoiceSetInput['choices']

function chosen(view: ConnectForm, choices: Choices): ChoiceSetInput {
  return {
    type: 'Input.ChoiceSet',
    id: 'chosen',
    label: 'Private clouds, two or more',
    choices,
    style: 'filtered',
    isMultiSelect: true,
    value: view.chosen.filter((id) => choices.some(({ value }) => value === id)).join(','),
    wrap: true,
    isRequired: true,
    errorMessage: 'Choose at least two private clouds.',
  }
}

function topology(view: ConnectForm): ChoiceSetInput {
  return {
    type: 'Input.ChoiceSet',
    id: 'topology',
    label: 'With more than two: connect',
    choices: [
      { title: 'every one with every other (mesh)', value: 'mesh' },
      { title: 'one with each of the others (star)', value: 'star' },
    ],
    style: 'expanded',
    value: view.topology,
    wrap: true,
    isRequired: true,
    errorMessage: 'Choose mesh or star.',
  }
}

function centre(view: ConnectForm, choices: Choices): ChoiceSetInput {
  return {
    type: 'Input.ChoiceSet',
    id: 'centre',
    label: 'Centre of the star (optional)',
    placeholder: 'The first one chosen',
    choices,
    style: 'compact',
    value: view.centre !== null && choices.some(({ value }) => value === view.centre) ? view.centre : '',
    wrap: true,
  }
}

function unusableClouds({ clouds }: ConnectForm): Element[] {
  const lines = clouds.flatMap(({ name, unusable }) =>
    unusable === null ? [] : [`${escapeShort(name, 80)} (${escapeShort(unusable, 80)})`],
  )
  if (lines.length === 0) return []
  const shown = lines.length > 12 ? [...lines.slice(0, 12), `${lines.length - 12} more`] : lines
  return [small(`Not to be chosen: ${inWords(shown)}.`, 'medium')]
}
