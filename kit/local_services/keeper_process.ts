import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import { extname, join } from 'node:path'
import { claimRuntimeDirectory, keeperLog, type Place } from './place.ts'
import { LOCKED_EXIT_CODE } from './protocol.ts'
import { tail } from './tail.ts'

/** In a build, the keeper is a `.js` file. */
const KEEPER = join(import.meta.dirname, `keeper${extname(import.meta.filename)}`)

/**
 * Starts a keeper that outlives this process. Resolves when it listens, or when another keeper already has the place,
 * because it is starting or stopping.
 * @throws with the end of its log if the keeper fails
 */
export async function startKeeper(place: Place) {
  claimRuntimeDirectory(place)
  const exitCode = await spawnKeeper(place)

  if (exitCode !== undefined && exitCode !== LOCKED_EXIT_CODE) {
    throw new Error(
      `The local services of ${place.root} did not start.\n${tail(keeperLog(place))}\n` +
        'Set DATABASE_URL and SMTP_URL to use servers of your own.'
    )
  }
}

/** Resolves to undefined when the keeper listens, else to its exit code. */
async function spawnKeeper(place: Place): Promise<number | undefined> {
  const log = openSync(keeperLog(place), 'a', 0o600)
  const keeper = spawn(process.execPath, keeperArguments(place), {
    cwd: '/',
    detached: true,
    env: keeperEnvironment(),
    stdio: ['ignore', log, log, 'ipc'],
  })
  closeSync(log)

  const listening = once(keeper, 'message').then(() => undefined)
  const exited = once(keeper, 'exit').then(([code]) => code ?? 1)
  const outcome = await Promise.race([listening, exited])
  keeper.unref()
  return outcome
}

function keeperArguments({ root, environment }: Place) {
  const options = ['--root', root, '--environment', environment]
  return ['--disable-warning=ExperimentalWarning', KEEPER, ...options]
}

/** The keeper must not inherit a debugger or a loader of this process. */
function keeperEnvironment() {
  return { ...process.env, NODE_OPTIONS: undefined, NODE_V8_COVERAGE: undefined }
}
