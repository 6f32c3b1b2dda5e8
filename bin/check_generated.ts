/**
 * Fails if a generated file differs from the one that its command writes now: somebody changed it by hand, or changed the
 * code without it. `npm run check` needs nothing to be committed.
 */
import { execFileSync } from 'node:child_process'
import { glob, readFile } from 'node:fs/promises'

const GENERATED = ['.adonisjs/**/*.{ts,vue}', 'database/schema.ts']

async function generatedFiles() {
  const files = new Map<string, string>()
  for await (const path of glob(GENERATED)) files.set(path, await readFile(path, 'utf8'))
  return files
}

function ace(command: string, env: NodeJS.ProcessEnv = {}) {
  const options = { stdio: 'inherit', env: { ...process.env, ...env } } as const
  execFileSync(process.execPath, ['ace.js', command], options)
}

const before = await generatedFiles()
ace('codegen')
ace('migration:fresh', { NODE_ENV: 'test', TEST_LANE: 'check' })
const after = await generatedFiles()

const paths = new Set([...before.keys(), ...after.keys()])
const changed = [...paths].filter((path) => before.get(path) !== after.get(path)).sort()
if (changed.length > 0) {
  console.error(
    `These generated files were out of date, and are refreshed now:\n${changed.join('\n')}`
  )
  process.exitCode = 1
}
