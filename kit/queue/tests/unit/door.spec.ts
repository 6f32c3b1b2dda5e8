import { readFile } from 'node:fs/promises'
import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'

const IMPORT = /^(?:import|export) (?!type )[^;]*?from '([^']+)'/gm

/** The packages that a module of the queue loads at once, by itself or through other modules of the queue. */
async function packagesOf(module: string, seen = new Set<string>()): Promise<Set<string>> {
  const source = await readFile(app.makePath(`kit/queue/${module}.ts`), 'utf8')
  for (const [, name] of source.matchAll(IMPORT)) {
    if (seen.has(name)) continue
    seen.add(name)
    if (name.startsWith('#queue/')) await packagesOf(name.slice('#queue/'.length), seen)
  }
  return seen
}

test.group('Public doors', () => {
  test('{$self} loads no client of a broker')
    .with(['main', 'define_config', 'schedules/main', 'queue_provider', 'commands/main'])
    .run(async ({ assert }, door) => {
      const packages = await packagesOf(door)
      const clients = ['bullmq', 'ioredis', 'rabbitmq-client', 'pg']
      assert.isEmpty(clients.filter((client) => packages.has(client)))
    })

  test('a module that takes jobs loads the client of its broker', async ({ assert }) => {
    const packages = await packagesOf('drivers/redis/listening')
    assert.includeMembers([...packages], ['bullmq', 'ioredis'])
  })
})
