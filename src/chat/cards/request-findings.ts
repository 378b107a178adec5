/** The preflight's findings on a request's card: the grave ones first, many of one kind together. */
import type { Finding } from '../../peering/plan.ts'
import { escapeShort } from '../text/escape.ts'
import { findingSentence } from '../text/findings.ts'
import { firstFew } from '../text/lists.ts'
import { severityWord } from '../text/states.ts'
import type { Element } from './adaptive-card.ts'
import { colourOf, container, text } from './elements.ts'

const order: readonly Finding['severity'][] = ['blocker', 'warning', 'note']

/** From so many of one kind on, one is told and the others are named. */
const many = 4

export function findingElements(findings: readonly Finding[]): Element[] {
  const sorted = order.flatMap((severity) => findings.filter((finding) => finding.severity === severity))
  const groups = Map.groupBy(sorted, ({ code, severity }) => `${severity} ${code}`)
  const lines = [...groups.values()].flatMap((group) =>
    group.length >= many
      ? group.slice(0, 1).map((first) => line(first, group.slice(1)))
      : group.map((one) => line(one, [])),
  )
  const clear = !findings.some(({ severity }) => severity !== 'note')
  const verdict = text('✓ Checked: no overlap, nothing in the way.')
  return [container([...(clear ? [verdict] : []), ...lines], { spacing: 'medium' })]
}

function line(finding: Finding, others: readonly Finding[]): Element {
  const severity = severityWord(finding.severity)
  const { sentence, remedy, link } = findingSentence(finding)
  const same = others.map(({ clouds }) => clouds.map((name) => escapeShort(name, 40)).join(' ↔ '))
  const words = [
    `${severity.sign} **${severity.word}:** ${sentence}`,
    remedy,
    same.length > 0 ? `The same for ${firstFew(same, 6)}.` : null,
    link && `[${link.title}](${link.url})`,
  ]
  return text(words.filter(Boolean).join(' '), { ...colourOf(severity), spacing: 'small' })
}
