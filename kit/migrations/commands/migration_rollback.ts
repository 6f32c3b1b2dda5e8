import { flags } from '@adonisjs/core/ace'
import MigrationRollback from '@adonisjs/lucid/commands/migration/rollback'
import type { MigrationRunner } from '@adonisjs/lucid/migration'

export default class extends MigrationRollback {
  static description = 'Undo the migrations of the last batch, one process at a time'
  static help = [
    '```',
    '{{ binaryName }} migration:rollback',
    '{{ binaryName }} migration:rollback --step 1',
    '```',
    'If another process migrates, it waits. A migration that waits for a table',
    'longer than --lock-timeout is rolled back, and the command ends.',
    'Exits 1 if a migration fails.',
  ]

  @flags.number({ description: 'Seconds to wait for the lock of a table', default: 5 })
  declare lockTimeout: number

  @flags.number({ description: 'Seconds to wait for another process that migrates', default: 600 })
  declare wait: number

  protected async runMigrations(runner: MigrationRunner, connection: string) {
    const { guardedRun } = await import('#migrations/guarded_run')
    const options = {
      ...{ disableLocks: this.disableLocks, lockTimeout: this.lockTimeout },
      ...{ wait: this.wait, tries: 1 },
    }
    await guardedRun(this, runner, options, () => super.runMigrations(runner, connection))
  }
}
