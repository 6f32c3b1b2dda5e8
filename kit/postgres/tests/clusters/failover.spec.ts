import pg from 'pg'
import { test } from '@japa/runner'
import { Cluster, urlOfCurrent } from '#postgres/cluster'
import { useClusters } from '#postgres/cluster_client'
import { startClusterBehindProxy } from '#postgres/tests/support/cluster_behind_proxy'
import { DatabaseCluster } from '#postgres/tests/support/database_cluster'
import { eventually } from '#tests/support/eventually'

const PORT = 'SELECT inet_server_port() AS port'
const READ_WRITE = 'target_session_attrs=read-write'

/** Two seconds of silence, a look each second, two seconds for the answers, three between two rounds; and a busy machine. */
const LONGEST_SILENCE_MS = 12_000

useClusters()

function poolFor(url: string) {
  const pool = new pg.Pool({ connectionString: url, max: 4, connectionTimeoutMillis: 2000 })
  pool.on('error', () => {})
  return {
    portFor: async (sql = PORT) => {
      const { rows } = await pool.query(sql)
      return rows[0].port as number
    },
    [Symbol.asyncDispose]: () => pool.end(),
  }
}

const codeOf = (promise: Promise<unknown>) => promise.then(String, (error) => error.code)

test.group('Database | a cluster', () => {
  test('a process follows the primary, and the former one is refused when it comes back', async ({
    assert,
  }) => {
    await using cluster = await DatabaseCluster.start()
    const [former, ...standbys] = cluster.nodes
    const url = cluster.urlOf('postgres', READ_WRITE)
    await using pool = poolFor(url)
    assert.equal(await pool.portFor(), former.port)
    await pool.portFor(`CREATE TABLE facts AS ${PORT}`).catch(() => {})

    await former.kill()
    await eventually(async () => (await codeOf(pool.portFor())) === '08001', 5000)
    const promoted = await cluster.promote(standbys)
    const ended = Date.now()
    await eventually(async () => (await codeOf(pool.portFor())) === String(promoted.port), 5000)
    assert.isBelow(Date.now() - ended, 5000)

    await former.start()
    assert.deepEqual(await former.query('SELECT pg_is_in_recovery() AS is_standby'), [
      { is_standby: false },
    ])
    assert.include(urlOfCurrent(url), `:${promoted.port}/`)
    const { port } = await new Cluster(url).find()
    assert.equal(port, promoted.port, 'a new process too connects to the one that was promoted')

    await promoted.kill()
    const refusal = await eventually(async () => {
      const error = await pool.portFor().catch((one) => one)
      return error.code === '08001' && error
    })
    assert.include(refusal.message, `127.0.0.1:${former.port} has missed a promotion`)
  })

  test('a primary that becomes a standby is left, and standbys serve those who want them', async ({
    assert,
  }) => {
    await using cluster = await DatabaseCluster.start()
    const [former, ...standbys] = cluster.nodes
    await using pool = poolFor(cluster.urlOf('postgres', READ_WRITE))
    await using reader = poolFor(cluster.urlOf('postgres', 'target_session_attrs=prefer-standby'))
    assert.equal(await pool.portFor(), former.port)
    assert.equal(await reader.portFor(), standbys[0].port)

    await former.stop()
    const promoted = await cluster.promote(standbys)
    former.rewind(promoted)
    await former.start()
    await cluster.untilStreaming(promoted, 2)
    await eventually(async () => (await codeOf(pool.portFor())) === String(promoted.port), 5000)

    for (const node of cluster.nodes) if (node !== promoted) await node.kill()
    await eventually(async () => (await codeOf(reader.portFor())) === String(promoted.port), 5000)
  })

  test('a primary that answers no more is left as soon as another one accepts writes, by queries that wait for it too', async ({
    assert,
  }) => {
    await using behind = await startClusterBehindProxy()
    const { cluster, former, standbys, proxy, ports } = behind
    const url = cluster.urlOf('postgres', READ_WRITE, ports)
    await using pool = poolFor(url)
    assert.equal(await pool.portFor(), former.port)

    proxy.stall()
    const waiting = codeOf(pool.portFor())
    const promoted = await cluster.promote(standbys)
    const started = Date.now()
    const { port } = await new Cluster(url).find()
    assert.equal(port, promoted.port)
    assert.isBelow(Date.now() - started, 2000)
    assert.equal(await waiting, '08006')
    assert.isBelow(Date.now() - started, LONGEST_SILENCE_MS)
    assert.equal(await codeOf(pool.portFor()), String(promoted.port))
  })
})
