import db from '@adonisjs/lucid/services/db'
import { withDatabase } from '#local_services/database_url'
import { DatabaseProxy } from '#queue/tests/support/database_proxy'
import { SchedulerProcess } from '#queue/tests/support/scheduler_process'

/**
 * A second installation of the app, with its own database and the broker of the tests.
 */
export class SecondInstallation {
  readonly env: NodeJS.ProcessEnv

  private constructor(
    private proxy: DatabaseProxy,
    private database: string,
    url: string
  ) {
    this.env = { DATABASE_URL: url }
  }

  static async create() {
    const proxy = await DatabaseProxy.open()
    const name = `second_${crypto.randomUUID()}`
    const database = [name, 'test', process.env.TEST_LANE].filter(Boolean).join('_')
    await db.rawQuery('CREATE DATABASE ??', [database])
    const second = new SecondInstallation(proxy, database, withDatabase(proxy.url, name))
    const migration = new SchedulerProcess([], ['migration:run'], second.env)
    if ((await migration.exited()) !== 0) throw new Error(migration.output)
    return second
  }

  async remove() {
    await this.proxy.cut()
    await db.rawQuery('DROP DATABASE ?? WITH (FORCE)', [this.database])
  }
}
