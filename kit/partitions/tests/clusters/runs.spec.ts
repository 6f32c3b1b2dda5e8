import { setTimeout as wait } from 'node:timers/promises'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { checkPartitions } from '#doctor/checks/partitions'
import { LogPruning } from '#queue/control/log_pruning'
import queue, { PruneJobRuns } from '#queue/main'
import { enablePartitions } from '#partitions/enable'
import { maintain } from '#partitions/maintain'
import { nameOfMonth, startOfMonth } from '#partitions/months'
import { DROPPING } from '#partitions/retire'
import { rowsByPartition, useSession } from '#partitions/tests/support/divided'
import { idsOfRuns, insertRun, insertRuns, RUNS } from '#partitions/tests/support/runs'

const DAY_MS = 86_400_000
const NOW = new Date()
const month = (later: number) => startOfMonth(NOW, later)
const nameOf = (later: number) => nameOfMonth(month(later))
const FIRST = `job_runs_before_${nameOf(2)}`

test.group('Partitions | job_runs', (group) => {
  const kept = useSession(group)

  test('each run is in the partition of its month, and others in the default one', async ({
    assert,
  }) => {
    const { session } = kept
    const [ancient, recent] = [await insertRun(new Date('2001-01-01')), await insertRun(NOW)]
    await enablePartitions(session, 'job_runs', RUNS)
    assert.deepEqual(await rowsByPartition('job_runs'), { [FIRST]: [ancient, recent] })

    const next = await insertRun(month(2))
    const future = await insertRun(new Date('2090-01-01'))
    const id = await PruneJobRuns.dispatch({})
    assert.deepEqual(await rowsByPartition('job_runs'), {
      [FIRST]: [ancient, recent, id],
      [`job_runs_${nameOf(2)}`]: [next],
      job_runs_default: [future],
    })
    const again = { id, name: 'again', queue: 'low', connection: 'postgres' }
    await db.rawQuery('SELECT dispatch_jobs(?)', [
      JSON.stringify([{ ...again, message: {}, attempts: 1, backoff: 0 }]),
    ])
    assert.lengthOf(await idsOfRuns(), 5)
    const record = { id, status: 'completed' as const, ago: 0, took: 1 }
    assert.isEmpty(await queue.store.record([record], true))
    const found = await queue.store.find(id)
    assert.equal(found?.status, 'completed')
  })

  test('writers lose nothing and wait shortly while a table is divided', async ({ assert }) => {
    await insertRuns(NOW, 20_000)
    const written: string[] = []
    let longest = 0
    let isOver = false
    const writer = async () => {
      while (!isOver) {
        const begun = performance.now()
        written.push(await insertRun(NOW))
        longest = Math.max(longest, performance.now() - begun)
        await wait(1)
      }
    }
    const writers = [writer(), writer(), writer()]
    await enablePartitions(kept.session, 'job_runs', RUNS)
    await wait(100)
    isOver = true
    await Promise.all(writers)

    assert.isAbove(written.length, 20)
    assert.isEmpty(new Set(written).difference(new Set(await idsOfRuns())))
    assert.isBelow(longest, 5000)
  })

  test('a month is dropped after its time, without the runs that are kept longer', async ({
    assert,
  }) => {
    const { session } = kept
    await enablePartitions(session, 'job_runs', RUNS, month(-4))
    const past = new Date(Number(month(-1)) + DAY_MS)
    const [failed, open] = [
      await insertRun(past, 'failed', NOW),
      await insertRun(past, 'waiting', null),
    ]
    await insertRun(past)
    const recent = await insertRun(NOW)
    const later = new Date(Number(month(0)) + 8 * DAY_MS)
    const { dropped } = await maintain(session, 'job_runs', RUNS, later)

    assert.include(dropped, `job_runs_${nameOf(-1)}`)
    assert.deepEqual(await rowsByPartition('job_runs'), {
      job_runs_default: [failed, open].toSorted(),
      [`job_runs_${nameOf(0)}`]: [recent],
    })
    const old = { finished_at: new Date('2020-01-01'), dispatched_at: new Date('2020-01-01') }
    await db.from('job_runs').whereIn('id', [failed, recent]).update(old)
    await new LogPruning(queue).run()
    assert.sameMembers(await idsOfRuns(), [open, recent])
  })

  test('a partition with many runs to keep stays, without the others', async ({ assert }) => {
    const { session } = kept
    await enablePartitions(session, 'job_runs', RUNS, month(-4))
    const past = new Date(Number(month(-1)) + DAY_MS)
    await insertRun(past)
    await insertRuns(past, 10_001)
    const later = new Date(Number(month(0)) + 8 * DAY_MS)
    const { dropped, thinned } = await maintain(session, 'job_runs', RUNS, later)
    assert.deepEqual(thinned, [`job_runs_${nameOf(-1)}`])
    assert.notInclude(dropped, `job_runs_${nameOf(-1)}`)
    assert.lengthOf(await idsOfRuns(), 10_001)
  })

  test('a partition that was detached but not dropped comes to its end', async ({ assert }) => {
    const { session } = kept
    await enablePartitions(session, 'job_runs', RUNS, month(-4))
    const open = await insertRun(month(-2), 'waiting', null)
    const name = `job_runs_${nameOf(-2)}`
    await session.change(`ALTER TABLE job_runs DETACH PARTITION partitions.${name}`)
    await session.change(`COMMENT ON TABLE partitions.${name} IS '${DROPPING}'`)
    const { dropped } = await maintain(session, 'job_runs', RUNS)
    assert.include(dropped, name)
    assert.deepEqual(await idsOfRuns(), [open])
  })

  test('the months that were missed are made, and rows move to them', async ({ assert }) => {
    const { session } = kept
    await enablePartitions(session, 'job_runs', RUNS, month(-4))
    const id = await insertRun(NOW)
    assert.deepEqual(await rowsByPartition('job_runs'), { job_runs_default: [id] })
    const [problem] = await checkPartitions()
    assert.equal(problem.message, 'The partition of the next month is missing: job_runs')

    const { created } = await maintain(session, 'job_runs', RUNS)
    assert.deepEqual(
      created,
      [-1, 0, 1, 2].map((later) => `job_runs_${nameOf(later)}`)
    )
    assert.deepEqual(await rowsByPartition('job_runs'), { [`job_runs_${nameOf(0)}`]: [id] })
    const [finding] = await checkPartitions()
    assert.equal(finding.state, 'good')
  })
})
