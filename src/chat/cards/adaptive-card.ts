/**
 * The part of Adaptive Cards 1.5 that Peerbot uses, as types. Teams shows up to 1.5 (Microsoft docs: cards reference);
 * the schema is http://adaptivecards.io/schemas/adaptive-card.json, against which a test checks every card.
 * Narrower than the schema on purpose: text always wraps, inputs always have a label, actions always have a fallback.
 */

export interface AdaptiveCard {
  type: 'AdaptiveCard'
  $schema: 'http://adaptivecards.io/schemas/adaptive-card.json'
  version: '1.5'
  /** Shown by clients that do not know this version. */
  fallbackText: string
  body: readonly Element[]
  actions?: readonly Action[]
  /** Lets Teams ask for the card as it is now. */
}

export type Element = TextBlock | Container | ColumnSet | FactSet | TextInput | ChoiceSetInput

export type Spacing = 'none' | 'small' | 'default' | 'medium' | 'large' | 'padding'
export type Tone = 'default' | 'good' | 'warning' | 'attention' | 'accent'

export interface TextBlock {
  type: 'TextBlock'
  /** Bold, italic and links; Teams reads no other Markdown in cards but lists (Microsoft docs: cards format). */
  text: string
  wrap: true
  style?: 'heading'
  size?: 'small' | 'default' | 'medium' | 'large'
  weight?: 'bolder'
  color?: Tone
  isSubtle?: boolean
  spacing?: Spacing
}

export interface Container {
  type: 'Container'
  items: readonly Element[]
  style?: Tone | 'emphasis'
  spacing?: Spacing
  separator?: boolean
}

/** Two columns at most: cards are read on phones and in side panes. */
export interface ColumnSet {
  type: 'ColumnSet'
  columns: readonly Column[]
  spacing?: Spacing
}

export interface Column {
  type: 'Column'
  width: 'auto' | 'stretch'
  items: readonly Element[]
}

export interface FactSet {
  type: 'FactSet'
  facts: readonly { title: string; value: string }[]
  spacing?: Spacing
}

export interface TextInput {
  type: 'Input.Text'
  id: string
  label: string
  value?: string
  placeholder?: string
  isMultiline?: boolean
  maxLength?: number
}

export interface ChoiceSetInput {
  type: 'Input.ChoiceSet'
  id: string
  label: string
  choices: readonly { title: string; value: string }[]
  style: 'compact' | 'expanded' | 'filtered'
  isMultiSelect?: boolean
  value?: string
  placeholder?: string
  wrap: true
  isRequired?: boolean
  errorMessage?: string
}

export type Action = ExecuteAction | ShowCardAction

/** What a button says to the server. Nothing in it is trusted there. */
export type Verb = 'approve' | 'reject' | 'cancel' | 'submit'

/** Of a request's card: which request, and which revision of its plan the reader saw. The form has none of them. */
export type ActionData = { request: number; revision: number } | Record<string, never>

export interface ExecuteAction {
  type: 'Action.Execute'
  title: string
  verb: Verb
  data: ActionData
  style?: 'positive' | 'destructive'
  tooltip?: string
  /** For clients without Action.Execute: the same, with the verb in the data. */
  fallback: { type: 'Action.Submit'; title: string; data: { verb: Verb; request?: number; revision?: number } }
}

/** Opens a small card below the button, for a question that goes with it. */
export interface ShowCardAction {
  type: 'Action.ShowCard'
  title: string
  card: { type: 'AdaptiveCard'; body: readonly Element[]; actions: readonly ExecuteAction[] }
  fallback: ExecuteAction
}
