import { test } from '@japa/runner'
import { isUnavailable } from '#http/unavailable'
import { Cluster } from '#postgres/cluster'
import { Refusals } from '#postgres/refusals'
import { DatabaseCluster } from '#postgres/tests/support/database_cluster'
import { refusalOf } from '#queue/explain'
import { eventually } from '#tests/support/eventually'

test.group('A server of a cluster that refuses the app', (group) => {
  const sentences: string[] = []

  group.each.setup(() => {
    const { report } = Refusals
    Refusals.report = (sentence) => void sentences.push(sentence)
    return () => void (Refusals.report = report)
  })

  test('the log names the server and the reason, before and after it is needed', async ({
    assert,
  }) => {
    await using cluster = await DatabaseCluster.start()
    const [primary, second, third] = cluster.nodes
    await primary.query(`CREATE ROLE app LOGIN PASSWORD 'secret'`)
    for (const node of [second, third]) {
      node.demandPasswords('app')
      await node.query('SELECT pg_reload_conf()')
    }
    const app = new Cluster(cluster.urlOf('postgres').replace('postgres@', 'app:wrong@'))
    const reasonOf = ({ port }: { port: number }) =>
      `127.0.0.1:${port} password authentication failed for user "app"`
    const refusals = `${reasonOf(second)}; ${reasonOf(third)}`

    const found = await app.find()
    assert.equal(found.port, primary.port)
    await eventually(async () => sentences.length > 0)
    assert.deepEqual(sentences.splice(0), [`A server of the database refuses the app: ${refusals}`])

    await primary.kill()
    app.leave(found)
    const unavailable = await app.find().catch((error) => error)
    assert.include(unavailable.message, `connect ECONNREFUSED 127.0.0.1:${primary.port}`)
    assert.include(unavailable.message, refusals)
    assert.equal(unavailable.code, '08001')
    assert.isTrue(isUnavailable(unavailable))
    await app.find().catch(() => {})
    assert.deepEqual(sentences.splice(0), [unavailable.message])

    const wrong = new Cluster(cluster.urlOf('missing'))
    await primary.start()
    const refused = await wrong.find().catch((error) => error)
    assert.isTrue(isUnavailable(refused), 'pages answer 503')
    assert.match(refusalOf(refused)!.message, /database "missing" does not exist.*DATABASE_URL/)
  })
})
