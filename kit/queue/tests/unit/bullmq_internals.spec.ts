import { createHash } from 'node:crypto'
import { glob, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import { Job, LockManager, PostgresQueueBackend, Worker } from 'bullmq'

const VERSION = '6.7.0'
const CHECK =
  'Read the changes of BullMQ in this file, compare them with kit/queue/drivers/bullmq/internals/README.md, run the ' +
  'suites drivers and workers on postgres, redis and rabbitmq, and then store the new version and hash in this test'

/** The files of `bullmq/dist/cjs` that the internals lean on, with the first digits of their SHA-256. */
const FILES = {
  'classes/ioredis-client.js': 'f107e50df2bd013c',
  'classes/job.js': 'fd46478e3583de6f',
  'classes/lock-manager.js': 'bd6b97d0e793180c',
  'classes/queue-base.js': 'ce3e738e06d05fd2',
  'classes/redis-queue-backend.js': 'bde8df9226d92286',
  'classes/worker.js': '310c04102cad839d',
  'postgres/create-postgres-backend.js': 'ec1cf271838128e1',
  'postgres/postgres-connection.js': 'e2b2f3a638468953',
  'postgres/postgres-queue-backend.js': '6c71222735fcdd6c',
  'postgres/sql-scripts.js': 'f30d1c70f415f856',
  'scripts/*.js': '49c3a6ca72a83900',
  'utils/index.js': 'a4433c1b5edfde51',
}

const folder = new URL('./', import.meta.resolve('bullmq'))

async function hashOf(pattern: string) {
  const hash = createHash('sha256')
  const names = await Array.fromAsync(glob(pattern, { cwd: fileURLToPath(folder) }))
  for (const name of names.toSorted()) hash.update(await readFile(new URL(name, folder)))
  return hash.digest('hex').slice(0, 16)
}

async function readJson(file: URL) {
  return JSON.parse(await readFile(file, 'utf8'))
}

test.group('BullMQ internals', () => {
  test('the version of BullMQ is pinned exactly', async ({ assert }) => {
    const ours = await readJson(app.makeURL('package.json'))
    const installed = await readJson(new URL('../../package.json', folder))
    assert.equal(ours.dependencies.bullmq, VERSION)
    assert.equal(installed.version, VERSION, CHECK)
  })

  test('{0} is the file that our code was written against')
    .with(Object.entries(FILES))
    .run(async ({ assert }, [pattern, hash]) => {
      assert.equal(await hashOf(pattern), hash, `${pattern}: ${CHECK}`)
    })

  test('the overridden members exist')
    .with([
      { of: Worker, members: ['createLockManager', 'createJob', 'processJob', 'extendJobLocks'] },
      { of: LockManager, members: ['trackJob', 'untrackJob'] },
      { of: Job, members: ['asJSON'] },
      {
        of: PostgresQueueBackend,
        members: ['moveToActive', 'moveToCompleted', 'buildNextJobResult'],
      },
    ])
    .run(({ assert }, { of, members }) => {
      const prototype = of.prototype as unknown as Record<string, unknown>
      for (const member of members) assert.isFunction(prototype[member], member)
    })
})
