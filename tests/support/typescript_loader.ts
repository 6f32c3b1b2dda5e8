/**
 * Runs TypeScript like `--import=@poppinss/ts-exec`, but keeps the compiled files in tmp/, so that a process starts in
 * about half of the time. Tests start hundreds of processes. Load it with `--import`: see typescript_process.ts.
 */
import { hash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { createRequire, enableCompileCache, registerHooks } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { CompilerOptions } from 'typescript'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const CACHE = join(ROOT, 'tmp/compiled')
const PACKAGES = '/node_modules/'

/** Changes with the compiler and its options. */
const COMPILER = [
  readFileSync(join(ROOT, 'tsconfig.json'), 'utf8'),
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
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(unfinished, code)
  renameSync(unfinished, file)
}

let options: CompilerOptions | undefined

function compile(source: string, file: string) {
  // The compiler takes long to load, and is only needed after a change.
  const ts: typeof import('typescript') = require('typescript')
  options ??= optionsOfApp(ts)
  return ts.transpileModule(source, { fileName: file, compilerOptions: options }).outputText
}

function optionsOfApp(ts: typeof import('typescript')): CompilerOptions {
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), ts.sys.readFile)
  const host = { ...ts.sys, readDirectory: () => [] }
  const { rootDir, outDir, sourceMap, ...app } = ts.parseJsonConfigFileContent(
    config,
    host,
    ROOT
  ).options
  return { ...app, inlineSourceMap: true, module: ts.ModuleKind.ESNext }
}
