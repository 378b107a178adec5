// The import table as a lint rule: which room may import which, which room may use which package, and no cycles.
// Type-only imports count. Usage: node scripts/rooms.mjs [folder of the sources, src by default]
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseSync, Visitor } from 'oxc-parser'

/**
 * What each folder of src/ may import beside itself: a whole room, one file of a room (`room/file`), or every room's
 * ports (`ports`). Files directly in src/ join the rooms and may import everything; no room may import them.
 */
const rooms = {
  azure: ['ports', 'peering'],
  chat: ['peering'],
  clouds: ['peering'],
  commands: ['chat', 'requests', 'clouds', 'peering', 'outbox/ports'],
  config: ['requests'],
  demo: ['config'],
  jobs: ['ports'],
  outbox: ['chat'],
  peering: [],
  requests: ['peering', 'chat'],
  runs: ['peering', 'requests', 'chat', 'clouds'],
  server: [],
  simulator: [],
  store: [
    'ports',
    'peering',
    'chat/message',
    'commands/incoming',
    'requests/model',
    'requests/policy',
    'requests/transitions',
  ],
  teams: ['ports', 'chat', 'commands/incoming', 'peering'],
}

/** Packages that only these rooms may know. A trailing slash stands for the whole scope. */
const keepers = {
  '@azure/': ['azure'],
  '@azure-rest/': ['azure'],
  '@microsoft/teams-ai': ['teams'],
  botbuilder: ['teams'],
  'botframework-connector': ['teams'],
  openai: ['teams'],
  '@electric-sql/pglite': ['store'],
  kysely: ['store'],
  pg: ['store'],
  'pg-boss': ['jobs', 'store'],
  restify: ['server'],
  selfsigned: ['simulator'],
}

/** Rooms that compute and nothing else: no packages and no Node modules but these. */
const pure = { peering: ['zod', 'ipaddr.js', 'node:crypto'], chat: ['zod', 'ipaddr.js', 'node:crypto'] }
/** `npm run cards` writes the page that shows every card. */
const notPure = ['chat/cards/page']

/** Gives one sentence for each import that breaks the table, and for each cycle. */
export function violations(folder) {
  const files = readdirSync(folder, { recursive: true })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.replaceAll('\\', '/').replace(/\.ts$/, ''))
    .sort()
  const graph = new Map()
  const broken = []
  for (const file of files) {
    const local = []
    for (const name of imports(join(folder, `${file}.ts`))) {
      if (!name.startsWith('.')) {
        broken.push(...packageTroubles(file, name))
        continue
      }
      const target = relative(folder, resolve(folder, dirname(file), name))
        .replaceAll('\\', '/')
        .replace(/\.ts$/, '')
      local.push(target)
      broken.push(...roomTroubles(file, target))
    }
    graph.set(file, local)
  }
  return [...broken, ...cycles(graph)]
}

/** Everything that a file imports or re-exports, also by `import()` and in types. */
function imports(path) {
  const { program, errors } = parseSync(path, readFileSync(path, 'utf8'))
  if (errors.length > 0) throw new Error(`${path}: ${errors[0].message}`)
  const names = []
  const add = (node) => {
    if (typeof node.source?.value === 'string') names.push(node.source.value)
  }
  new Visitor({
    ImportDeclaration: add,
    ExportNamedDeclaration: add,
    ExportAllDeclaration: add,
    ImportExpression: add,
    TSImportType: add,
  }).visit(program)
  return names
}

/** Null for files directly in src/. */
function roomOf(file) {
  return file.includes('/') ? file.slice(0, file.indexOf('/')) : null
}

function roomTroubles(file, target) {
  const from = roomOf(file)
  const to = roomOf(target)
  if (from === null || from === to) return []
  const allowed = rooms[from]
  if (allowed === undefined) return [`src/${file}.ts: the room "${from}" is not in the table of scripts/rooms.mjs.`]
  const may =
    allowed.includes(to) || allowed.includes(target) || (allowed.includes('ports') && /^\w+\/ports$/.test(target))
  return may ? [] : [`src/${file}.ts imports ${target}: ${from} may import ${allowed.join(', ') || 'no other room'}.`]
}

function packageTroubles(file, name) {
  const room = roomOf(file)
  if (room === null) return []
  const is = (known) => (known.endsWith('/') ? name.startsWith(known) : name === known || name.startsWith(`${known}/`))
  const kept = Object.entries(keepers).find(([known, keeping]) => is(known) && !keeping.includes(room))
  if (kept) return [`src/${file}.ts imports ${name}: only ${kept[1].join(' and ')} may.`]
  if (room in pure && !notPure.includes(file) && !pure[room].some(is))
    return [`src/${file}.ts imports ${name}: ${room} only computes and may use ${pure[room].join(', ')}.`]
  return []
}

/** Each cycle once, written from its first file in the order of the names. */
function cycles(graph) {
  const found = new Set()
  const done = new Set()
  const walk = (file, path) => {
    const at = path.indexOf(file)
    if (at >= 0) {
      const ring = path.slice(at)
      const first = ring.indexOf([...ring].sort()[0])
      const turned = [...ring.slice(first), ...ring.slice(0, first)]
      found.add(`Import cycle: ${[...turned, turned[0]].map((name) => `src/${name}.ts`).join(' → ')}`)
      return
    }
    if (done.has(file)) return
    for (const next of graph.get(file) ?? []) walk(next, [...path, file])
    done.add(file)
  }
  for (const file of graph.keys()) walk(file, [])
  return [...found]
}

const self = fileURLToPath(import.meta.url)
if (process.argv[1] !== undefined && resolve(process.argv[1]) === self) {
  const folder = resolve(process.argv[2] ?? join(dirname(self), '..', 'src'))
  const found = violations(folder)
  for (const sentence of found) console.error(sentence)
  console.log(found.length === 0 ? 'The import table holds.' : `${found.length} imports break the table.`)
  process.exit(found.length === 0 ? 0 : 1)
}
