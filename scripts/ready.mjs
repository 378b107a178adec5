// Makes a checkout ready (install, build) and then runs a program of it on the project's own Node.
// Plain JavaScript without dependencies: it runs on any Node >= 20, before anything is installed.
// Usage: node scripts/ready.mjs dist/src/index.js [arguments]
// Every refusal is one sentence on standard error and exit status 1.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const installedStamp = join(root, 'node_modules', '.peerbot-installed')
const builtStamp = join(root, 'dist', '.built')
const oldestNode = [22, 12]

function stop(sentence) {
  console.error(`Peerbot: ${sentence}`)
  // `npm test` ends with its count in any case.
  if (process.argv[2] === 'scripts/test.mjs') console.log('0 passed, 1 failed')
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

/** The first package of package.json that is not there in the version asked for, or undefined. */
function missingPackage() {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  return Object.entries({ ...dependencies, ...devDependencies }).find(([name, version]) => {
    const manifest = join(root, 'node_modules', name, 'package.json')
    return !existsSync(manifest) || JSON.parse(readFileSync(manifest, 'utf8')).version !== version
  })?.[0]
}

function install() {
  const installed = existsSync(installedStamp) && readFileSync(installedStamp, 'utf8') === lockHash()
  if (installed && missingPackage() === undefined) return
  console.error('Peerbot: installing packages (once, about a minute) …')
  // npm ci refuses a lock file that lacks other platforms' optional packages; npm install keeps to the same lock.
  const npm = process.env.npm_execpath
  const [command, args] = npm ? [process.execPath, [npm]] : ['npm', []]
  // The error level keeps npm's notes about the older system Node away: the project brings its own.
  const done = spawnSync(command, [...args, 'install', '--include=dev', '--include=optional', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    shell: !npm && process.platform === 'win32',
  })
  if (done.status !== 0)
    stop('npm install failed; what npm says about it is above. Run the command again once that is cured.')
  const missing = missingPackage()
  if (missing !== undefined)
    stop(`npm install left out ${missing}; delete the folder node_modules and run the command again.`)
  writeFileSync(installedStamp, lockHash())
}

/** The Node that came with the packages where the platform has one, else the one that runs this script. */
function projectNode() {
  const windows = process.platform === 'win32'
  const folder = `node-${windows ? 'win' : process.platform}-${process.arch}`
  const own = join(root, 'node_modules', folder, 'bin', windows ? 'node.exe' : 'node')
  if (existsSync(own)) return own
  if (newEnough(process.versions.node)) return process.execPath
  return stop(
    `Node ${oldestNode.join('.')} or newer is needed on this platform; this is ${process.versions.node}. Install it from https://nodejs.org and run the command again.`,
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
  if (done.status !== 0) stop('the build failed; the compiler says why above.')
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

/**
 * Hands over to the program and passes every signal on. Ctrl-C may reach the program twice, from the terminal and from
 * here. The IPC channel tells the program (as 'disconnect') when this process was killed.
 */
function run(node, args) {
  const child = spawn(node, args, {
    cwd: root,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, PATH: `${join(root, 'node_modules', '.bin')}${delimiter}${process.env.PATH}` },
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code) => process.exit(code ?? 1))
  // Where npm or its shell was killed nobody passes anything on: then this process has other ancestors.
  const ancestors = parentAndGrandparent()
  if (process.env.npm_lifecycle_event === undefined) return
  const watch = setInterval(() => {
    if (parentAndGrandparent() === ancestors) return
    clearInterval(watch)
    child.kill('SIGTERM')
  }, 500).unref()
}

/** The shell and npm, as process ids. Only Linux tells about the second. */
function parentAndGrandparent() {
  try {
    // "1234 (sh) S 1200 …"
    return `${process.ppid} ${readFileSync(`/proc/${process.ppid}/stat`, 'utf8').split(') ')[1]?.split(' ')[1]}`
  } catch {
    return String(process.ppid)
  }
}

if (Number(process.versions.node.split('.')[0]) < 20)
  stop(`Node 20 or newer is needed to start; this is ${process.versions.node}.`)
install()
const node = projectNode()
build(node)
const [program, ...args] = process.argv.slice(2)
if (program !== undefined)
  run(node, [
    // restify and botbuilder use these; whoever runs Peerbot can do nothing about it.
    '--disable-warning=ExperimentalWarning',
    '--disable-warning=DEP0040',
    '--disable-warning=DEP0169',
    // Only the bot itself reads .env, which may name a real database: the demo and the tests must not.
    ...(program === 'dist/src/index.js' ? ['--env-file-if-exists=.env'] : []),
    program,
    ...args,
  ])
