import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { UserFactory } from '#database/factories/user_factory'
import settings from '#settings'
import { eventually } from '#tests/support/eventually'
import { freePort } from '#tests/support/free_port'
import { mailsTo } from '#tests/support/mails'
import { runBuilt, startServer } from '#tests/support/processes'
import { Visitor } from '#tests/support/visitor'

const WITHIN_MS = 1000
const ENDS_LISTENERS = `
  SELECT pg_terminate_backend(pid) FROM pg_stat_activity
  WHERE datname = current_database() AND query = 'LISTEN settings'`

type Server = Awaited<ReturnType<typeof startServer>>

const start = async () => startServer({ PORT: String(await freePort()), LOG_LEVEL: 'silent' })

async function titleOf({ origin }: Server) {
  const response = await new Visitor(origin).get('/login')
  const [, title] = /<title[^>]*>([^<]*)/.exec(await response.text())!
  return title
}

/** Whether the pages of all have the name of the product within this time. */
const show = (servers: Server[], name: string, time = WITHIN_MS) =>
  eventually(async () => {
    const titles = await Promise.all(servers.map(titleOf))
    return titles.every((title) => title.endsWith(`– ${name}`))
  }, time)

test.group('Settings | processes', (group) => {
  let servers: Server[]

  group.setup(async () => {
    servers = [await start(), await start()]
    // The first page of a process also loads the code that renders it.
    await show(servers, 'Easystart', 10_000)
    return async () => {
      await Promise.all(servers.map((server) => server.stop()))
    }
  })
  group.each.teardown(async () => {
    await settings.reset('product.name')
    settings.restore()
    await show(servers, 'Easystart', 5000)
  })

  test('two web processes have a change within a second, and the worker writes its mails with it', async ({
    assert,
  }) => {
    await runBuilt(['settings:set', 'product.name', 'Green Tea'], {})
    await show(servers, 'Green Tea')

    const user = await UserFactory.create()
    const visitor = new Visitor(servers[0].origin)
    await visitor.get('/forgot-password')
    await visitor.post('/forgot-password', { email: user.email })
    const [received] = await eventually(async () => {
      const mails = await mailsTo(user.email)
      return mails.length > 0 && mails
    })
    assert.match(received.headers, /^From: "?Green Tea"? </m)

    await runBuilt(['settings:reset', 'product.name'], {})
    await show(servers, 'Easystart')
  })

  test('a change in SQL is known too', async () => {
    await db.table('settings').insert({ key: 'product.name', value: '"Black Tea"' })
    await show(servers, 'Black Tea')
  })

  test('processes whose connection is cut hear of a change meanwhile, and of the next one', async () => {
    await db.rawQuery(ENDS_LISTENERS)
    await settings.set('product.name', 'Cut Tea')
    await show(servers, 'Cut Tea', 2500)
    await settings.set('product.name', 'Back Tea')
    await show(servers, 'Back Tea')
  })

  test('a process that starts later has the value from its first answer', async ({ assert }) => {
    await settings.set('product.name', 'Late Tea')
    await using late = await start()
    assert.match(await titleOf(late), /– Late Tea$/)
  })
})
