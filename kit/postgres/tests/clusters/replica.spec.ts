import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { BaseModel, column } from '@adonisjs/lucid/orm'
import { REPLICA } from '#postgres/replica'
import { DatabaseCluster } from '#postgres/tests/support/database_cluster'
import { eventually } from '#tests/support/eventually'

class Fact extends BaseModel {
  static table = 'facts'
  static connection = 'cluster'

  @column({ isPrimary: true })
  declare id: number

  @column()
  declare text: string
}

async function startCluster() {
  const cluster = await DatabaseCluster.start()
  const { config } = db.manager.get('postgres')!
  const add = (name: string, parameters: string) => {
    const connectionString = cluster.urlOf('postgres', parameters)
    db.manager.add(name, { ...config, connection: { connectionString } } as typeof config)
  }
  add('cluster', 'target_session_attrs=read-write')
  add(REPLICA, 'target_session_attrs=prefer-standby&load_balance_hosts=random')
  const [primary] = cluster.nodes
  await primary.query('CREATE TABLE facts (id serial PRIMARY KEY, text text)')
  return {
    cluster,
    async [Symbol.asyncDispose]() {
      await db.manager.release('cluster')
      await db.manager.release(REPLICA)
      await cluster[Symbol.asyncDispose]()
    },
  }
}

async function portOf(connection: string) {
  const { rows } = await db.connection(connection).rawQuery('SELECT inet_server_port() AS port')
  return rows[0].port as number
}

test.group('Database | replicas of a cluster', () => {
  test('reads come from the standbys, writes go to the primary, and without standbys both do', async ({
    assert,
  }) => {
    await using started = await startCluster()
    const [primary, ...standbys] = started.cluster.nodes
    assert.equal(await portOf('cluster'), primary.port)
    assert.include(
      standbys.map(({ port }) => port),
      await portOf(REPLICA)
    )

    await Fact.create({ text: 'first' })
    const read = await eventually(async () => Fact.query({ replica: true }).first())
    await read.merge({ text: 'second' }).save()
    await eventually(async () => {
      const { text } = await Fact.query({ replica: true }).firstOrFail()
      return text === 'second'
    })

    for (const standby of standbys) await standby.kill()
    await started.cluster.nodes[0].query('ALTER SYSTEM RESET synchronous_standby_names')
    await primary.query('SELECT pg_reload_conf()')
    await eventually(async () => (await portOf(REPLICA).catch(() => 0)) === primary.port, 10_000)
  })
})
