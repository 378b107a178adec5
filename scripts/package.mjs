// `npm run package`: fills appPackage/manifest.json, checks it against Microsoft's schema and zips it with the icons.
// The values come from the environment or from .env; the commands from the bot's own list, so that Teams offers what
// the bot understands. Usage: node scripts/package.mjs [output folder, appPackage/build by default]
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import Ajv from 'ajv-draft-04'
import { strToU8, zipSync } from 'fflate'
import { commands } from '../dist/src/commands/registry.js'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const schemas = join(root, 'node_modules', '@microsoft', 'app-manifest', 'build', 'json-schemas', 'teams')

function readJson(...path) {
  return JSON.parse(readFileSync(join(...path), 'utf8'))
}

function refuse(mistakes) {
  console.error(['The Teams app package was not built:', ...mistakes.map((mistake) => `- ${mistake}`)].join('\n'))
  process.exit(1)
}

/** What the manifest's placeholders stand for. Undefined where the environment lacks it. */
function placeholders(env) {
  return {
    APP_VERSION: readJson(root, 'package.json').version,
    BOT_ID: env.BOT_ID,
    TEAMS_APP_ID: env.TEAMS_APP_ID || env.BOT_ID,
    PUBLISHER_NAME: env.PUBLISHER_NAME,
    PUBLISHER_URL: env.PUBLISHER_URL,
    PUBLISHER_PRIVACY_URL: env.PUBLISHER_PRIVACY_URL || env.PUBLISHER_URL,
    PUBLISHER_TERMS_URL: env.PUBLISHER_TERMS_URL || env.PUBLISHER_URL,
  }
}

/** Replaces `${{NAME}}` in every text of the manifest. */
function fill(value, values) {
  if (typeof value === 'string') return value.replace(/\$\{\{(\w+)\}\}/g, (_, name) => values[name])
  if (Array.isArray(value)) return value.map((item) => fill(item, values))
  if (typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fill(item, values)]))
}

/** One sentence for each place where the manifest is not what the schema of its version asks for. */
function schemaMistakes(manifest) {
  const ajv = new Ajv({ allErrors: true, strict: false, validateFormats: false })
  const fits = ajv.compile(readJson(schemas, `v${manifest.manifestVersion}`, 'MicrosoftTeams.schema.json'))
  return fits(manifest) ? [] : fits.errors.map((error) => `manifest${error.instancePath} ${error.message}`)
}

if (existsSync(join(root, '.env'))) process.loadEnvFile(join(root, '.env'))
const values = placeholders(process.env)
const missing = ['BOT_ID', 'PUBLISHER_NAME', 'PUBLISHER_URL'].filter((name) => !values[name])
if (missing.length > 0) refuse(missing.map((name) => `${name} is not set; .env.sample says where to find it.`))

const manifest = fill(readJson(root, 'appPackage', 'manifest.json'), values)
for (const list of manifest.bots[0].commandLists)
  list.commands = commands.map(({ name, summary }) => ({ title: name, description: summary }))
if (process.env.PEERBOT_PUBLIC_URL) manifest.validDomains.push(new URL(process.env.PEERBOT_PUBLIC_URL).hostname)
const mistakes = schemaMistakes(manifest)
if (mistakes.length > 0) refuse(mistakes)

const icon = (name) => readFileSync(join(root, 'appPackage', name))
const zip = zipSync({
  'manifest.json': strToU8(`${JSON.stringify(manifest, null, 2)}\n`),
  'color.png': icon('color.png'),
  'outline.png': icon('outline.png'),
})
const folder = resolve(process.argv[2] ?? join(root, 'appPackage', 'build'))
mkdirSync(folder, { recursive: true })
const file = join(folder, 'peerbot-teams-app.zip')
writeFileSync(file, zip)
console.log(`${relative(process.cwd(), file)}: upload it in Teams (Apps → Manage your apps → Upload an app).`)
