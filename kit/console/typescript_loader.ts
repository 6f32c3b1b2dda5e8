/**
 * Runs TypeScript like `@poppinss/ts-exec`, but keeps the compiled files in tmp/, and loads modules without a second
 * thread. So `node ace` starts in about two thirds of the time. Import it before the first module with types.
 */
import { hash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { createRequire, enableCompileCache, registerHooks } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Options } from '@swc/core'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const CACHE = join(ROOT, 'tmp/compiled')
const PACKAGES = '/node_modules/'

/** The options of @poppinss/ts-exec, with which `node ace dev` runs the server. */
const OPTIONS: Options = {
  ...{ swcrc: false, configFile: false, sourceMaps: 'inline', module: { type: 'es6' } },
  jsc: {
    target: 'esnext',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true },
    keepClassNames: true,
    experimental: { keepImportAttributes: true },
  },
}

/** Changes with the compiler and its options. */
const COMPILER = [
  JSON.stringify(OPTIONS),
  statSync(join(ROOT, 'node_modules/.package-lock.json'), { throwIfNoEntry: false })?.mtimeMs,
].join('\n')

const require = createRequire(import.meta.url)

enableCompileCache(join(CACHE, 'machine_code'))
process.setSourceMapsEnabled(true)
registerHooks({
  resolve(specifier, context, nextResolve) {
    try {
      return nextResolve(specifier, context)
    } catch (error) {
      const { code, url } = error as NodeJS.ErrnoException & { url?: string }
      if (code !== 'ERR_MODULE_NOT_FOUND' || !url?.endsWith('.js')) throw error
      return nextResolve(url.replace(/js$/, 'ts'), context)
    }
  },
  load(url, context, nextLoad) {
    if (!url.endsWith('.ts') || url.includes(PACKAGES)) return nextLoad(url, context)
    return { format: 'module', source: compiled(fileURLToPath(url)), shortCircuit: true }
  },
})

function compiled(file: string) {
  const source = readFileSync(file, 'utf8')
  const target = join(CACHE, `${relative(ROOT, file)}.js`)
  const mark = `//${hash('sha1', COMPILER + source)}\n`
  const existing = readIfExists(target)
  if (existing?.endsWith(mark)) return existing

  const code = `${compile(source, file)}\n${mark}`
  writeWhole(target, code)
  return code
}

function readIfExists(file: string) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

/** Other processes may read the file at the same time. */
function writeWhole(file: string, code: string) {
  const unfinished = `${file}.${process.pid}.tmp`
  try {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(unfinished, code)
    renameSync(unfinished, file)
  } catch {
    // The folder can belong to somebody else, and the command only starts more slowly without it.
  }
}

function compile(source: string, file: string) {
  // The compiler is only needed after a change.
  const { transformSync }: typeof import('@swc/core') = require('@swc/core')
  return transformSync(source, { ...OPTIONS, filename: file }).code
}
