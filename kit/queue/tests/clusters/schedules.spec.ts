import { setTimeout as wait } from 'node:timers/promises'
import { test } from '@japa/runner'
import { DatabaseCluster } from '#postgres/tests/support/database_cluster'
import type { DatabaseNode } from '#postgres/tests/support/database_node'
import { SchedulerProcess } from '#queue/tests/support/scheduler_process'
import { eventually } from '#tests/support/eventually'
import { runBuilt } from '#tests/support/processes'

const NAME = 'scheduled'
const DATABASE = `${NAME}_test`
const OUTAGE_MS = 3000

/** The shortest period, and one whose missed ticks are not made up one by one. */
const PERIODS = { all: 200, once: 1000 }

const schedules = [
  { name: 'all', every: `${PERIODS.all}ms`, missed: 'all' as const },
  { name: 'once', every: `${PERIODS.once}ms`, missed: 'once' as const },
]

test.group('Schedules | the loss of the primary', () => {
  test('two schedulers fire each tick once, and account for those of the outage', async ({
    assert,
    cleanup,
  }) => {
    await using cluster = await DatabaseCluster.start()
    const [former, ...standbys] = cluster.nodes
    const env = { DATABASE_URL: cluster.urlOf(NAME), TEST_LANE: '', QUEUE_LEASE: '3s' }
    await former.query(`CREATE DATABASE ${DATABASE}`)
    await runBuilt(['migration:run', '--force'], env)
    await former.query('CREATE TABLE job_traces (key text, what text, pid int)', DATABASE)
    const start = (...command: string[]) => {
      const child = new SchedulerProcess(schedules, command, env)
      cleanup(async () => void (await child.end()))
      return child
    }
    const schedulers = [start('schedule:work'), start('schedule:work')]
    const worker = start('queue:listen', '--no-schedules')
    await Promise.all(schedulers.map((one) => one.says('Scheduling')))
    await worker.says('Listening on')
    await untilFired(former, 10)

    await former.kill()
    const killed = new Date()
    await wait(OUTAGE_MS)
    const primary = await cluster.promote(standbys)
    const before = await ticksOf(primary, 'all')
    await untilFired(primary, before.length + (2 * OUTAGE_MS) / PERIODS.all)
    const codes = await Promise.all(schedulers.map((one) => one.end('SIGTERM')))
    assert.deepEqual(codes, [0, 0])
    await untilCompleted(primary, killed)

    for (const name of ['all', 'once'] as const) {
      const ticks = await ticksOf(primary, name)
      const first = ticks[0].due_at.getTime()
      assert.deepEqual(
        ticks.map(({ due_at: dueAt }) => dueAt.getTime()),
        ticks.map((_, index) => first + index * PERIODS[name])
      )
      const fired = ticks.filter(({ status }) => status !== 'missed')
      const missed = ticks.length - fired.length
      assert.equal(missed > 0, name === 'once')
      assert.lengthOf(new Set(fired.map((tick) => tick.job_id)), fired.length)
      const runs = await runsOf(primary, name)
      assert.isAtLeast(runs, fired.length)
      console.log(
        `      ${name}: ${ticks.length} ticks, ${missed} missed, ${fired.filter(({ status }) => status === 'late').length} late, ${runs - fired.length} ran twice`
      )
    }
    assert.equal(await countJobs(primary), await countFired(primary))
  })
})

function ticksOf(
  node: DatabaseNode,
  name: string
): Promise<{ due_at: Date; status: string; job_id: string | null }[]> {
  return node.query(
    `SELECT due_at, status, job_id FROM schedule_ticks WHERE schedule = '${name}' ORDER BY due_at`,
    DATABASE
  )
}

async function countOf(node: DatabaseNode, sql: string) {
  const [{ count }] = await node.query(`SELECT count(*)::int AS count FROM ${sql}`, DATABASE)
  return count as number
}

const runsOf = (node: DatabaseNode, name: string) =>
  countOf(node, `job_traces WHERE key = '${name}'`)
const countJobs = (node: DatabaseNode) => countOf(node, 'job_runs')
const countFired = (node: DatabaseNode) => countOf(node, 'schedule_ticks WHERE job_id IS NOT NULL')

function untilFired(node: DatabaseNode, count: number) {
  return eventually(async () => {
    const fired = await countOf(node, `schedule_ticks WHERE schedule = 'all'`)
    return fired >= count
  }, 60_000)
}

/** A crash of PostgreSQL may lose the last half second of the run log. The traces tell that these jobs have run too. */
function untilCompleted(node: DatabaseNode, killed: Date) {
  const last = `'${killed.toISOString()}'::timestamptz`
  const open = `job_runs WHERE status <> 'completed'
    AND dispatched_at NOT BETWEEN ${last} - interval '1 second' AND ${last}`
  return eventually(async () => (await countOf(node, open)) === 0)
}
