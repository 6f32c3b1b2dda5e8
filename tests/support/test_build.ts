import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import {
  copyFile,
  cp,
  mkdir,
  mkdtemp,
  readdir,
  rename,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { takeLock } from '#local_services/lock'
import { installProbe, PROBE } from '#tests/support/probe/install'
import { pseudoLocalesIn } from '#i18n/catalogue'
import { removeAbandonedFolders } from '#queue/tests/support/brokers/broker_folders'
import { endGroupWith } from '#queue/tests/support/brokers/process_group'

/** Files in the root of the checkout that are neither sources of the app nor read by its build. */
const UNBUILT =
  /^(\.(?!adonisjs$|gitignore$).*|node_modules|build|tmp|tests|bench|docs|.*\.md|LICENSE)$/

const UNBUILT_IN_KIT = /^kit\/[^/]+\/(tests|bench)\//

/** The output of another build, the developer's pseudo-locales, a server's routes, and files that are being written. */
const GENERATED =
  /^public\/assets\/|^resources\/lang\/[^/]+-X[AB]\/|^\.adonisjs\/server\/routes\.json$|\.tmp$/

/** Changes with the installed packages. */
const INSTALLED = 'node_modules/.package-lock.json'

/** Longer than any test run. */
const UNUSED_MS = 60 * 60 * 1000

const LOCK_CHECK_MS = 100

/** Checking the types takes half of the compiler's time, and `npm run check` does it. */
const UNCHECKED = 'tsconfig.unchecked.json'
const UNCHECKED_CONFIG = { extends: './tsconfig.build.json', compilerOptions: { noCheck: true } }

interface TestBuildOptions {
  sources: string
  /** Each build is a folder in it, named after a hash of its sources. */
  builds: string
  /** Creates the folder `build` in a copy of the sources. */
  compile(copy: string): Promise<void>
}

let build: Promise<string> | undefined

/**
 * The build that the browser tests run: of the current sources, with pseudo-locales. No test reads or writes `build/`,
 * which is for deployments.
 */
export function testBuild() {
  const sources = fileURLToPath(new URL('../../', import.meta.url))
  build ??= freshBuild({ sources, builds: join(sources, 'tmp/test_builds'), compile })
  return build
}

/**
 * Builds unless a build of these sources exists. Several processes may do so at once: one builds and the others wait
 * for it, none sees a partial build, and none changes a build that another one uses.
 * @throws the output of a failed build
 */
export async function freshBuild(options: TestBuildOptions) {
  const lock = await lockWhenFree(`${options.builds}.lock`)
  try {
    return await buildUnlessFresh(options)
  } finally {
    lock.release()
  }
}

async function lockWhenFree(path: string) {
  await mkdir(dirname(path), { recursive: true })
  for (;;) {
    const lock = takeLock(path)
    if (lock) return lock
    await wait(LOCK_CHECK_MS)
  }
}

async function buildUnlessFresh(options: TestBuildOptions) {
  const { sources, builds } = options
  const files = await sourcesIn(sources)
  const folder = join(builds, await stateOf(sources, files))
  if (!existsSync(folder)) {
    await removeUnused(builds)
    await buildInto(folder, options, files)
  }
  await utimes(folder, new Date(), new Date())
  return folder
}

async function buildInto(folder: string, options: TestBuildOptions, files: string[]) {
  const unfinished = join(options.builds, 'unfinished')
  await removeAbandonedFolders(unfinished)
  await mkdir(unfinished, { recursive: true })
  const copy = await mkdtemp(join(unfinished, `${process.pid}-`))
  try {
    for (const file of files) await copyInto(copy, options.sources, file)
    await symlink(join(options.sources, 'node_modules'), join(copy, 'node_modules'))
    await options.compile(copy)
    await rename(join(copy, 'build'), folder)
  } finally {
    await rm(copy, { recursive: true, force: true })
  }
}

async function compile(copy: string) {
  console.log('Building the app for the browser tests …')
  const languages = 'resources/lang'
  await installProbe(copy)
  await ace(copy, 'codegen')
  await ace(copy, 'i18n:pseudo')
  await writeFile(join(copy, UNCHECKED), JSON.stringify(UNCHECKED_CONFIG))
  await ace(copy, 'build', `--tsconfig=${UNCHECKED}`, '--ignore-ts-errors')
  for (const locale of await pseudoLocalesIn(join(copy, languages))) {
    const folder = join(languages, locale)
    await cp(join(copy, folder), join(copy, 'build', folder), { recursive: true })
  }
}

async function ace(folder: string, ...args: string[]) {
  const child = spawn(process.execPath, ['ace.js', ...args], {
    cwd: folder,
    env: { ...process.env, BUILD_PSEUDO_LOCALES: 'true' },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  endGroupWith(child)
  let output = ''
  child.stdout.on('data', (chunk) => (output += chunk))
  child.stderr.on('data', (chunk) => (output += chunk))
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`node ace ${args.join(' ')} failed:\n${output}`)
}

/** The files that affect the build, relative to `root`. */
async function sourcesIn(root: string) {
  const top = await readdir(root, { withFileTypes: true })
  const files = await Promise.all(
    top
      .filter(({ name }) => !UNBUILT.test(name))
      .map((entry) => (entry.isDirectory() ? filesIn(root, entry.name) : [entry.name]))
  )
  const probe = existsSync(join(root, PROBE)) ? await filesIn(root, PROBE) : []
  return [...files.flat(), ...probe].filter(
    (file) => !GENERATED.test(file) && !UNBUILT_IN_KIT.test(file)
  )
}

async function filesIn(root: string, folder: string) {
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(root.length))
}

/** Changes whenever a file is written, added or removed. */
async function stateOf(root: string, files: string[]) {
  const states = await Promise.all(
    [INSTALLED, ...files].sort().map(async (file) => {
      const found = await stat(join(root, file)).catch(() => undefined)
      return `${file} ${found?.size} ${found?.mtimeMs}`
    })
  )
  return createHash('sha256').update(states.join('\n')).digest('hex').slice(0, 16)
}

async function copyInto(copy: string, root: string, file: string) {
  const target = join(copy, file)
  await mkdir(dirname(target), { recursive: true })
  await copyFile(join(root, file), target)
}

async function removeUnused(builds: string) {
  const names = await readdir(builds).catch(() => [])
  for (const name of names.filter((one) => one !== 'unfinished')) {
    const { mtimeMs } = await stat(join(builds, name))
    if (Date.now() - mtimeMs > UNUSED_MS) {
      await rm(join(builds, name), { recursive: true, force: true })
    }
  }
}
