import { test } from '@japa/runner'
import { DatabaseCluster } from '#postgres/tests/support/database_cluster'
import { Pooler } from '#postgres/tests/support/pooler'
import { runAceWith } from '#tests/support/ace'

const SIZE = 3

test.group('Migrations | pooler', () => {
  test('two processes migrate behind a pooler of transactions: one waits, and both succeed', async ({
    assert,
  }) => {
    await using cluster = await DatabaseCluster.start()
    const [primary] = cluster.nodes
    await using pooler = await Pooler.start(primary.port, SIZE)
    await primary.query('CREATE DATABASE migrated_test')
    const url = `postgresql://postgres@127.0.0.1:${pooler.port}/migrated`
    const env = { TEST_LANE: '', DATABASE_URL: url }

    const runs = await Promise.all([1, 2].map(() => runAceWith(env, 'migration:run')))
    const outputs = runs.map(({ output }) => output).join('\n---\n')
    assert.deepEqual(
      runs.map(({ exitCode }) => exitCode),
      [0, 0],
      outputs
    )
    assert.match(outputs, /Another process migrates this database\. Waiting for it/)
    assert.match(outputs, /Already up to date/)
  })
})
