import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { PROVIDER_LABELS, type ProviderName } from '#config/social_log_in'
import { ada } from '#tests/support/open_id_server'
import { atProvider, comeBack, leave, startProvider } from '#tests/support/social_log_in'
import { TENANT } from '#tests/support/social_servers'

/** All rows of all tables, as one text. */
async function databaseAsText() {
  const tables = await db
    .from('information_schema.tables')
    .whereIn('table_schema', ['public', 'bullmq'])
    .where('table_type', 'BASE TABLE')
    .select('table_schema', 'table_name')
  const texts = []
  for (const { table_schema: schema, table_name: name } of tables) {
    texts.push(JSON.stringify(await db.from(`${schema}.${name}`)))
  }
  return texts.join('\n')
}

test.group('Social callbacks | tokens', () => {
  test('a token of {$self} reaches neither the browser nor the database (ASVS 10.1.1)')
    .with(Object.keys(PROVIDER_LABELS) as ProviderName[])
    .run(async ({ assert, client, cleanup }, name) => {
      const { server, stop } = await startProvider(name)
      cleanup(stop)
      server.person = ada({ tid: TENANT, xms_edov: true, hd: 'example.com' })
      const { address, session } = await leave(client, { path: `/login/with/${name}` })
      const back = await atProvider(address)
      const response = await comeBack(client, back, { session })
      response.assertHeader('location', '/dashboard')
      const page = await client.get('/dashboard').withSession(response.session())

      assert.isNotEmpty(server.tokens)
      const places = {
        answer: JSON.stringify([response.headers(), response.text()]),
        session: JSON.stringify(response.session()),
        page: page.text(),
        database: await databaseAsText(),
      }
      assert.include(places.database, server.person.email!)
      for (const [place, text] of Object.entries(places)) {
        for (const token of server.tokens) assert.notInclude(text, token, place)
      }
    })
})
