import { setTimeout as wait } from 'node:timers/promises'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import PruneTokens from '#jobs/prune_tokens'
import JobRun from '#queue/models/job_run'
import { beginMaintenance, endMaintenance } from '#maintenance/state'
import { eventually } from '#tests/support/eventually'
import { freePort } from '#tests/support/free_port'
import { runBuilt, startServer } from '#tests/support/processes'

const WITHIN_MS = 1000
const order = { message: 'We are moving.', until: null, allow: [], pausesWorkers: false }

type Server = Awaited<ReturnType<typeof startServer>>

const start = async () => startServer({ PORT: String(await freePort()), LOG_LEVEL: 'silent' })

const statusOf = async (url: string) => {
  const { status } = await fetch(url)
  return status
}

/** Whether both have this status: each time, both are asked. */
const answer = (servers: Server[], status: number) =>
  eventually(async () => {
    const statuses = await Promise.all(servers.map(({ origin }) => statusOf(`${origin}/login`)))
    return statuses.every((one) => one === status)
  }, WITHIN_MS)

test.group('Maintenance | processes', (group) => {
  let servers: Server[]

  group.setup(async () => {
    servers = [await start(), await start()]
    // The first page of a process also loads the code that renders it.
    for (const { origin } of servers) await statusOf(`${origin}/login`)
    return async () => {
      await Promise.all(servers.map((server) => server.stop()))
    }
  })
  group.each.teardown(async () => {
    await endMaintenance()
  })

  test('every web process goes down and up within a second, and stays healthy', async ({
    assert,
  }) => {
    for (let round = 0; round < 3; round++) {
      await beginMaintenance(order)
      await answer(servers, 503)
      for (const { origin } of servers) {
        assert.equal(await statusOf(`${origin}/health/live`), 200)
        assert.equal(await statusOf(`${origin}/health/ready`), 200)
      }
      await endMaintenance()
      await answer(servers, 200)
    }
  })

  test('the commands of the build take the app down and up', async () => {
    await runBuilt(['down', '--message', 'We are moving.', '--until', '30m'], {})
    await answer(servers, 503)
    await runBuilt(['up'], {})
    await answer(servers, 200)
  })

  test('a process that starts meanwhile is down from its first answer', async ({ assert }) => {
    await beginMaintenance(order)
    await using late = await start()
    assert.equal(await statusOf(`${late.origin}/login`), 503)
    await endMaintenance()
    await answer([late], 200)
  })

  test('a process that has lost its connection hears of the change too', async () => {
    await db.rawQuery(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND query = 'LISTEN settings'`
    )
    await beginMaintenance(order)
    await eventually(async () => {
      const statuses = await Promise.all(servers.map(({ origin }) => statusOf(`${origin}/login`)))
      return statuses.every((one) => one === 503)
    }, 2500)
  })

  test('workers go on, or pause until the app is up', async ({ assert }) => {
    await beginMaintenance(order)
    const first = await PruneTokens.dispatch({})
    await eventually(() => hasCompleted(first))

    await beginMaintenance({ ...order, pausesWorkers: true })
    // The worker asks each second.
    await wait(2000)
    const second = await PruneTokens.dispatch({})
    await wait(2000)
    assert.isFalse(await hasCompleted(second))
    await endMaintenance()
    await eventually(() => hasCompleted(second), 5000)
  })
})

async function hasCompleted(id: string) {
  const run = await JobRun.find(id)
  return run?.status === 'completed'
}
