import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { stripVTControlCharacters } from 'node:util'
import app, { setApp } from '@adonisjs/core/services/app'
import { AceFactory } from '@adonisjs/core/factories'
import localServices from '#local_services/main'
import { RUN_TYPESCRIPT } from '#tests/support/typescript_process'

interface Run {
  env?: NodeJS.ProcessEnv
  input?: string
  args: string[]
}

/**
 * Runs `node ace` with these arguments in its own process, without a terminal.
 */
export function runAce(...args: string[]) {
  return runAceWith({}, ...args)
}

export function runAceWith(env: NodeJS.ProcessEnv, ...args: string[]) {
  return run({ env, args })
}

/** Runs `node ace` with this text on its standard input. */
export function runAceReading(input: string, ...args: string[]) {
  return run({ input, args })
}

async function run({ env = {}, input, args }: Run) {
  const child = spawn(
    process.execPath,
    [RUN_TYPESCRIPT, 'kit/queue/tests/support/test_worker.ts', ...args],
    {
      cwd: app.makePath(),
      env: { ...process.env, LOCAL_SERVICES_DIR: localServices.directory, ...env },
      stdio: ['pipe', 'pipe', 'pipe'],
    }
  )
  child.stdin.end(input)
  const exited = once(child, 'exit')
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)])
  const [exitCode] = await exited
  return {
    exitCode: exitCode as number,
    stdout,
    output: stripVTControlCharacters(stdout + stderr),
  }
}

/**
 * Creates Ace for an app in another folder. The factory would replace the tests' app, so it is set again.
 */
export async function createAce(root: URL) {
  const ours = app
  try {
    return await new AceFactory().make(root)
  } finally {
    setApp(ours)
  }
}
