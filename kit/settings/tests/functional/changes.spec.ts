import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import vine from '@vinejs/vine'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { setting } from '#settings/define'
import { Settings } from '#settings/settings'
import { eventually } from '#tests/support/eventually'

/** As a process has them after its first second: it listens. */
async function settingsOf() {
  const settings = new Settings({ 'box.days': setting(vine.number(), { default: 30 }) })
  await settings.keepFresh()
  await wait(1200)
  return settings
}

/** A connection like that of another process: it has no part in the transaction of the test. */
async function otherProcess() {
  const { connection } = db.connection().getReadClient().client.config
  const client = new pg.Client(connection)
  await client.connect()
  return {
    query: (sql: string) => client.query(sql),
    async [Symbol.asyncDispose]() {
      await client.query('DELETE FROM settings')
      await client.end()
    },
  }
}

const ENDS_LISTENERS = `
  SELECT pg_terminate_backend(pid) FROM pg_stat_activity
  WHERE datname = current_database() AND query = 'LISTEN settings'`

test.group('Settings | changes by other processes', () => {
  test('a change is known within a second, also one in SQL', async ({ assert }) => {
    await using other = await otherProcess()
    const settings = await settingsOf()
    assert.equal(settings.get('box.days'), 30)

    for (const [sql, days] of [
      ["INSERT INTO settings (key, value) VALUES ('box.days', '5')", 5],
      ["UPDATE settings SET value = '6'", 6],
      ['DELETE FROM settings', 30],
      ["INSERT INTO settings (key, value) VALUES ('box.days', '7')", 7],
    ] as const) {
      await other.query(sql)
      await eventually(async () => settings.get('box.days') === days, 1000)
    }
  })

  test('a process whose connection is cut reads the values again', async ({ assert }) => {
    await using other = await otherProcess()
    const settings = await settingsOf()
    assert.equal(settings.get('box.days'), 30)

    await other.query(ENDS_LISTENERS)
    await other.query("INSERT INTO settings (key, value) VALUES ('box.days', '5')")
    await eventually(async () => settings.get('box.days') === 5, 1500)
    await other.query("UPDATE settings SET value = '6'")
    await eventually(async () => settings.get('box.days') === 6, 1500)
  })

  test('a change that is rolled back is no change', async ({ assert }) => {
    await using other = await otherProcess()
    const settings = await settingsOf()
    await other.query('BEGIN')
    await other.query("INSERT INTO settings (key, value) VALUES ('box.days', '5')")
    assert.equal(settings.get('box.days'), 30)
    await other.query('ROLLBACK')
    assert.equal(settings.get('box.days'), 30)
  })
})
