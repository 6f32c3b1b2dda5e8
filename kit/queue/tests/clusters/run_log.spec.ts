import { chmod } from 'node:fs/promises'
import { test } from '@japa/runner'
import emitter from '@adonisjs/core/services/emitter'
import logger from '@adonisjs/core/services/logger'
import { Database } from '@adonisjs/lucid/database'
import { DatabaseNode } from '#postgres/tests/support/database_node'
import { createJobId } from '#queue/job_id'
import { JobStore } from '#queue/run_log/job_store'
import { RunLog } from '#queue/run_log/run_log'
import { runAceWith } from '#tests/support/ace'
import { eventually } from '#tests/support/eventually'
import { folderWith } from '#tests/support/folder'
import { freePort } from '#tests/support/free_port'

const NAME = 'crashing'
const DATABASE = `${NAME}_test`

/** A server that keeps commits in memory for long, unless they ask for the disk. */
async function startServer() {
  const folder = await folderWith({})
  await chmod(folder.path, 0o755)
  const node = new DatabaseNode('crashing', folder.path, await freePort())
  node.initialize()
  node.configure({ wal_writer_delay: '10s' })
  await node.start()
  await node.query(`CREATE DATABASE ${DATABASE}`)
  const url = `postgresql://postgres@127.0.0.1:${node.port}`
  await runAceWith({ DATABASE_URL: `${url}/${NAME}`, TEST_LANE: '' }, 'migration:run', '--force')
  const connection = { connectionString: `${url}/${DATABASE}` }
  const config = {
    connection: 'postgres',
    connections: { postgres: { client: 'pg' as const, connection } },
  }
  const database = new Database(config, logger, emitter)
  return {
    node,
    store: new JobStore(database),
    async [Symbol.asyncDispose]() {
      await database.manager.closeAll()
      await node.kill()
      await folder[Symbol.asyncDispose]()
    },
  }
}

async function dispatchTo(store: JobStore) {
  const id = createJobId()
  const job = { id, name: 'greet', queue: 'default', connection: 'sync' as const }
  await store.dispatch([{ ...job, message: { payload: {} }, attempts: 3, backoff: 0, delay: 0 }])
  return id
}

async function statusIn(node: DatabaseNode, id: string) {
  const [run] = await node.query(`SELECT status FROM job_runs WHERE id = '${id}'`, DATABASE)
  return run.status as string
}

test.group('Run log | a crash of PostgreSQL', () => {
  test('the ends of jobs that it has confirmed are written again', async ({ assert }) => {
    await using server = await startServer()
    const { node, store } = server
    const log = new RunLog(store, () => {})
    const [first, second, third] = [
      await dispatchTo(store),
      await dispatchTo(store),
      await dispatchTo(store),
    ]
    const end = (id: string) =>
      log.write({ id, status: 'completed', attempt: 1, crashes: 0, took: 5, worker: 'one' })

    end(first)
    await log.flushed()
    assert.equal(await statusIn(node, first), 'completed')
    await node.kill()
    end(second)
    await eventually(async () => log.isBehind)
    await node.start()
    await eventually(async () => (await statusIn(node, second)) === 'completed')
    assert.equal(await statusIn(node, first), 'completed')

    end(third)
    await log.flushed()
    await node.kill()
    await node.start()
    assert.equal(await statusIn(node, third), 'waiting', 'the server has lost it')
    log.writeEndsAgain()
    await eventually(async () => (await statusIn(node, third)) === 'completed')
    await log.close()
  })
})
