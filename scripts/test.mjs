// What `npm test` runs once scripts/ready.mjs has installed and built (which checks the types): lint, then tests.
// The last line is always the count; a failed check counts as one failed. Arguments go to jest.
import { spawn } from 'node:child_process'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { closingLine } from './closing-line.mjs'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')

/** Runs a program to its end; gives its exit status and the count that it sent, if any. */
function run(name, args) {
  console.log(`\n── ${name}`)
  return new Promise((done) => {
    let count = null
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['inherit', 'inherit', 'inherit', 'ipc'] })
    child.on('message', (message) => {
      if (message?.count) count = message.count
    })
    child.on('exit', (status) => done({ ok: status === 0, count }))
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  })
}

function end(count) {
  console.log(`\n${closingLine(count)}`)
  process.exit(count.failed === 0 ? 0 : 1)
}

const checks = [
  await run('lint and formatting', [join('node_modules', '@biomejs', 'biome', 'bin', 'biome'), 'check']),
  await run('import table', [join('scripts', 'rooms.mjs')]),
]
const failedChecks = checks.filter((check) => !check.ok).length
if (failedChecks > 0) end({ passed: 0, failed: failedChecks, skipped: 0 })

const jest = join('node_modules', 'jest', 'bin', 'jest.js')
const tests = await run('tests', ['--experimental-vm-modules', jest, ...process.argv.slice(2)])
// jest can fail without a failed test: a bad configuration, no test found, a crash.
const count = tests.count ?? { passed: 0, failed: 1, skipped: 0 }
end(tests.ok ? count : { ...count, failed: Math.max(count.failed, 1) })
