/**
 * `npm run cards`: serves one page with every card in every state on 127.0.0.1, and prints its address.
 * CARDS_PORT chooses the port; without it any free one is taken. Ctrl-C ends it.
 */
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { sizeOf } from './card-size.ts'
import dark from './host-config/host-config-teams-dark.json' with { type: 'json' }
import light from './host-config/host-config-teams-light.json' with { type: 'json' }
import { type PageCard, pageHtml } from './page-html.ts'
import { render } from './render.ts'
import { samples } from './samples.ts'

const cards = samples.flatMap(({ title, message }): PageCard[] => {
  const shown = render(message)
  return 'card' in shown ? [{ title, summary: shown.summary, bytes: sizeOf(shown.card), card: shown.card }] : []
})
const page = pageHtml(cards, { light, dark })
const library = dirname(createRequire(import.meta.url).resolve('adaptivecards/package.json'))
const renderer = readFileSync(join(library, 'dist', 'adaptivecards.min.js'))

const server = createServer((request, response) => {
  if (request.url === '/') response.setHeader('content-type', 'text/html; charset=utf-8').end(page)
  else if (request.url === '/adaptivecards.js') response.setHeader('content-type', 'text/javascript').end(renderer)
  else response.writeHead(request.url === '/favicon.ico' ? 204 : 404).end()
})

server.on('error', (error) => {
  console.error(`Peerbot's cards cannot be shown: ${error.message}. Choose another port with CARDS_PORT.`)
  process.exitCode = 1
})

server.listen(Number(process.env.CARDS_PORT ?? 0), '127.0.0.1', () => {
  const address = server.address()
  if (address && typeof address === 'object') console.log(`Peerbot's cards: http://127.0.0.1:${address.port}/`)
})
