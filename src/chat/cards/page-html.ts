/** The page of `npm run cards`: every card, light and dark, narrow and wide, drawn by Microsoft's renderer. */
import type { AdaptiveCard } from './adaptive-card.ts'

export interface PageCard {
  title: string
  summary: string
  bytes: number
  card: AdaptiveCard
}

/** `configs`: Microsoft's Teams host configurations. The renderer is served beside the page. */
export function pageHtml(cards: readonly PageCard[], configs: { light: unknown; dark: unknown }): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Peerbot’s cards</title>
<style>${style}</style>
</head>
<body>
<h1>Peerbot’s cards</h1>
<main></main>
<script src="/adaptivecards.js"></script>
<script>
const cards = ${asScript(cards)}
const configs = ${asScript(configs)}
${script}
</script>
</body>
</html>`
}

/** JSON that cannot end the script element. */
function asScript(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c')
}

const style = `
  body { font: 14px 'Segoe UI', sans-serif; margin: 24px; background: #f5f5f5; color: #242424 }
  h2 { margin: 32px 0 4px; font-size: 16px } h2 small { font-weight: 400; color: #616161 }
  .row { display: flex; gap: 16px; align-items: flex-start; flex-wrap: wrap }
  .frame { border-radius: 8px; padding: 4px }
  .light .frame { background: #fff } .dark .frame { background: #292929 }
  .light, .dark { padding: 12px } .dark { background: #1f1f1f }
  .narrow { width: 300px } .wide { width: 560px }
  .ac-pushButton { font: inherit; padding: 6px 14px; margin: 2px; border-radius: 4px; border: 1px solid #8888; background: transparent; color: inherit }
  .dark { color: #fff } p { margin: 0 } ul, ol { margin: 0; padding-left: 18px } a { color: #6264a7 } .dark a { color: #a6a7dc }
  input, textarea, select { font: inherit; max-width: 100%; box-sizing: border-box }
`

/** Markdown as far as Teams' cards have it: bold, italic, lists and links. The renderer leaves it to its host. */
const script = `
const escaped = (text) => text.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign])
const inline = (text) => escaped(text)
  .replace(/\\[([^\\]]*)\\]\\((https?:[^)\\s]+)\\)/g, '<a href="$2">$1</a>')
  .replace(/\\*\\*(.+?)\\*\\*/g, '<strong>$1</strong>')
  .replace(/(^|\\W)[_*](\\S.*?)[_*](?=\\W|$)/g, '$1<em>$2</em>')
AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
  const lines = text.split('\\n')
  const list = lines.every((line) => line.startsWith('- '))
  result.outputHtml = list
    ? '<ul>' + lines.map((line) => '<li>' + inline(line.slice(2)) + '</li>').join('') + '</ul>'
    : '<p>' + lines.map(inline).join('<br>') + '</p>'
  result.didProcess = true
}
for (const [place, { title, summary, bytes, card }] of cards.entries()) {
  const section = document.querySelector('main').appendChild(document.createElement('section'))
  section.id = 'card-' + place
  const head = section.appendChild(document.createElement('h2'))
  head.textContent = title + ' '
  head.appendChild(document.createElement('small')).textContent = bytes + ' bytes · ' + summary
  const row = section.appendChild(document.createElement('div'))
  row.className = 'row'
  for (const theme of ['light', 'dark']) for (const width of ['narrow', 'wide']) {
    const view = new AdaptiveCards.AdaptiveCard()
    view.hostConfig = new AdaptiveCards.HostConfig(configs[theme])
    view.parse(card)
    const box = row.appendChild(document.createElement('div'))
    box.className = theme
    const frame = box.appendChild(document.createElement('form'))
    frame.className = 'frame ' + width
    frame.onsubmit = () => false
    frame.appendChild(view.render())
  }
}
document.body.dataset.ready = 'yes'
`
