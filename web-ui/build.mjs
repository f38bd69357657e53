/**
 * Builds and checks the page for Maven. What has not changed is not done again:
 *   node build.mjs build   npm ci (if package-lock.json changed), vite build into target/classes/static (if a source changed)
 *   node build.mjs check   the same, then ESLint, vue-tsc and Vitest, always
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(fileURLToPath(import.meta.url))
const INSTALLED_BY = ['package.json', 'package-lock.json', '.npmrc']
const BUILT_FROM = [...INSTALLED_BY, 'index.html', 'vite.config.ts', 'tsconfig.json', 'public', 'src']
const NODE_LINE = process.versions.node.split('.')[0]

function filesOf(path) {
  if (!existsSync(path)) return []
  if (statSync(path).isFile()) return [path]
  return readdirSync(path).sort().flatMap((name) => filesOf(join(path, name)))
}

function hashOf(paths) {
  const hash = createHash('sha256').update(`node ${NODE_LINE} ${process.platform} ${process.arch}\n`)
  for (const path of paths.flatMap((name) => filesOf(join(root, name)))) {
    const content = readFileSync(path)
    hash.update(`${path.slice(root.length)} ${content.length}\n`).update(content)
  }
  return hash.digest('hex')
}

function run(command, parameters) {
  // npm is a script on Windows and needs a shell there.
  const { status, error } = spawnSync(command, parameters, {
    cwd: root, stdio: 'inherit', shell: process.platform === 'win32',
  })
  if (error?.code === 'ENOENT') throw new Error(`"${command}" was not found. Maybe Node.js 20.19 or newer is not installed.`)
  return status === 0
}

const npm = (...parameters) => run('npm', parameters)

/** Does a step unless its stamp says that it was done with the same inputs; a step that fails leaves no stamp. */
function once(name, stamp, hash, result, step) {
  if (existsSync(result) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return
  rmSync(stamp, { force: true })
  const start = performance.now()
  if (!step()) throw new Error(`${name} failed; its messages are above.`)
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, hash)
  console.log(`${name}: ${((performance.now() - start) / 1000).toFixed(1)} s`)
}

function install() {
  once('npm ci', join(root, 'node_modules', '.stamp'), hashOf(INSTALLED_BY), join(root, 'node_modules', 'vite'), () =>
    npm('ci', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'),
  )
}

function build() {
  install()
  once('vite build', join(root, 'target', 'web-ui.stamp'), hashOf(BUILT_FROM), join(root, 'target/classes/static/index.html'), () =>
    npm('run', '--silent', 'build', '--', '--logLevel', 'warn') && keepManifest(),
  )
}

/** What needs what is for our own tests; it is not served. */
function keepManifest() {
  renameSync(join(root, 'target/classes/static/.vite/manifest.json'), join(root, 'target/manifest.json'))
  rmSync(join(root, 'target/classes/static/.vite'), { recursive: true })
  return true
}

function check() {
  // The size of what was built is checked as well.
  build()
  const failed = ['lint', 'types', 'test'].filter((step) => !npm('run', '--silent', step))
  if (failed.length > 0) throw new Error(`The page did not pass: ${failed.join(', ')}.`)
}

const steps = { build, check }
const step = steps[process.argv[2]]
try {
  if (!step) throw new Error(`Say one of ${Object.keys(steps).join(', ')}, not "${process.argv[2] ?? ''}".`)
  step()
} catch (error) {
  console.error(error.message)
  process.exit(1)
}
