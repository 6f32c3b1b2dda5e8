import type { BaseCommand } from '@adonisjs/core/ace'
import type { MigrationRunner } from '@adonisjs/lucid/migration'
import { CommandRefused } from '#console/asking_command'
import { tellError } from '#console/command_error'

interface Options {
  disableLocks?: boolean
  lockTimeout: number
  tries: number
  wait: number
}

/** Runs migrations on the lock of the database, and with a limit for the waits of each. */
export async function guardedRun(
  command: BaseCommand,
  runner: MigrationRunner,
  options: Options,
  run: () => Promise<void>
) {
  try {
    await guarded(command, runner, options, run)
  } catch (error) {
    if (!(error instanceof CommandRefused)) throw error
    tellError(command, error.message)
    command.exitCode = 1
  }
}

async function guarded(
  command: BaseCommand,
  runner: MigrationRunner,
  { disableLocks, lockTimeout, tries, wait }: Options,
  run: () => Promise<void>
) {
  refuse('--lock-timeout', lockTimeout, 'seconds')
  refuse('--tries', tries, 'tries')
  refuse('--wait', wait, 'seconds')
  const { limitLockWaits } = await import('#migrations/lock_timeout')
  const { withRunLock } = await import('#migrations/run_lock')
  limitLockWaits(runner, {
    ...{ seconds: lockTimeout, tries },
    onRetry: (migration) =>
      command.logger.warning(
        `${migration} waits for a table. It is tried again in ${lockTimeout} seconds`
      ),
  })
  if (disableLocks) return run()

  runner['disableLocks'] = true
  const onWait = () => command.logger.info('Another process migrates this database. Waiting for it')
  return withRunLock(command.app, { wait, onWait }, run)
}

function refuse(flag: string, value: number, unit: string) {
  if (value > 0) return
  throw new CommandRefused(`${flag} needs a number of ${unit} above 0`)
}
