import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { linesOf } from '#tests/support/processes'
import { SECRET_KINDS, secretsOf, watchMails } from '#tests/support/secrets/seen_secrets'

/** The text of each row of each table, also of the run log and the broker. */
async function rowsOfAllTables() {
  const { rows: tables } = await db.rawQuery(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
     WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`
  )
  const texts = []
  for (const { name } of tables as { name: string }[]) {
    const { rows } = await db.rawQuery(`SELECT CAST(t AS text) AS text FROM ${name} t`)
    texts.push(...(rows as { text: string }[]).map(({ text }) => `${name}: ${text}`))
  }
  return texts
}

/** Six digits are also part of longer numbers. */
function holds(text: string, secret: string) {
  if (!text.includes(secret)) return false
  return !/^\d{6}$/.test(secret) || new RegExp(`(?<![\\w.-])${secret}(?![\\w-])`).test(text)
}

test.group('The secrets of the browser suite', (group) => {
  let kept: { text: string; whole: string[] }

  group.setup(async () => {
    await watchMails()
    const whole = [...linesOf('web server'), ...linesOf('worker'), ...(await rowsOfAllTables())]
    kept = { text: whole.join('\n'), whole }
  })

  test('the logs that are searched have the requests and the jobs', ({ assert }) => {
    assert.match(linesOf('web server').join('\n'), /POST \/login\b/)
    assert.match(linesOf('worker').join('\n'), /send_password_reset/)
  })

  test('logs, the run log and the other tables hold no {$self} (ASVS 16.2.5)')
    .with([...SECRET_KINDS])
    .run(({ assert }, kind) => {
      const secrets = secretsOf(kind)
      assert.isNotEmpty(secrets, `Run it with the suite that has them: npm test -- browser secrets`)

      for (const secret of secrets.filter((one) => kept.text.includes(one))) {
        const found = kept.whole.filter((text) => holds(text, secret))
        assert.isEmpty(found, secret)
      }
    })
})
