import { flags } from '@adonisjs/core/ace'
import MigrationRun from '@adonisjs/lucid/commands/migration/run'
import type { MigrationRunner } from '@adonisjs/lucid/migration'

export default class extends MigrationRun {
  static description = 'Run the pending migrations, one process at a time'
  static help = [
    '```',
    '{{ binaryName }} migration:run',
    '{{ binaryName }} migration:run --force --lock-timeout 2 --tries 20',
    '```',
    'If another process migrates, it waits. A migration that waits for a table',
    'longer than --lock-timeout is rolled back and tried again, because all other',
    'queries of the table wait behind it. One without a transaction has no limit.',
    'Exits 1 if a migration fails. migration:check finds dangers before.',
  ]

  @flags.number({ description: 'Seconds to wait for the lock of a table', default: 5 })
  declare lockTimeout: number

  @flags.number({ description: 'How often to try a migration that waits for a table', default: 5 })
  declare tries: number

  @flags.number({ description: 'Seconds to wait for another process that migrates', default: 600 })
  declare wait: number

  protected async runMigrations(runner: MigrationRunner, connection: string) {
    const { guardedRun } = await import('#migrations/guarded_run')
    await guardedRun(this, runner, this, () => super.runMigrations(runner, connection))
  }
}
