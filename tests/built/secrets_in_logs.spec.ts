import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { UserFactory } from '#database/factories/user_factory'
import { eventually } from '#tests/support/eventually'
import { freePort } from '#tests/support/free_port'
import { codeTo } from '#tests/support/log_in_codes'
import { mailsTo } from '#tests/support/mails'
import { startServer } from '#tests/support/processes'
import { Visitor } from '#tests/support/visitor'

const password = 'secret-password-of-ada'

/** The text of each row of each table, also of the run log and the broker. */
async function wholeDatabase() {
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

test('logs, the run log and the other tables hold no password, token or code', async ({
  assert,
  cleanup,
}) => {
  await db.from('rate_limits').delete()
  const server = await startServer({ PORT: String(await freePort()), LOG_LEVEL: 'trace' })
  cleanup(server.stop)
  const { email } = await UserFactory.merge({ password }).create()
  const visitor = new Visitor(server.origin)
  const wrong = `${password}-wrong`

  await visitor.get('/login')
  await visitor.post('/login', { email, password: wrong })
  await visitor.post('/forgot-password', { email })
  const token = await eventually(() => linkTo(email))
  await visitor.get(`/password-resets/${token}`)
  await visitor.post(`/password-resets/${token}`, { password: 'short-1' })
  await visitor.post('/login/code', { email })
  const code = await eventually(() => codeTo(email))
  await visitor.post('/login/code/check', { code: code!, remember: 'nonsense' })
  await visitor.post('/login', { email, password, remember: 'true' })
  const cookie = visitor.valueOf('remember_web')!
  assert.isString(cookie)
  const accessToken = await useNewAccessToken(visitor, server.origin)

  const log = server.lines()
  assert.isAbove(log.length, 8)
  const kept = [...log, ...(await wholeDatabase())]
  const secrets = [password, wrong, 'short-1', token, cookie, accessToken]
  for (const secret of [...secrets, `"${code}"`, `=${code}`]) {
    const found = kept.filter((text) => text.includes(secret))
    assert.deepEqual(found, [], secret)
  }
})

/** @returns the secret part of the token */
async function useNewAccessToken(visitor: Visitor, origin: string) {
  const form = { 'tokenName': 'Ada', 'abilities[]': 'profile:read', 'lifetime': '7' }
  await visitor.post('/settings/access-tokens', form)
  const page = await visitor.visit('/settings/access-tokens')
  const { flash } = (await page.json()) as { flash: { shownOnce: [string] } }
  const [token] = flash.shownOnce
  const headers = { authorization: `Bearer ${token}` }
  const { status } = await fetch(`${origin}/api/v1/me`, { headers })
  if (status !== 200) throw new Error(`The token was refused with ${status}`)
  return token.split('.')[1]
}

async function linkTo(address: string) {
  const mails = await mailsTo(address)
  const links = mails.map(({ text }) => text?.match(/\/password-resets\/(\w+)/)?.[1])
  return links.find(Boolean)
}
