import { setTimeout as wait } from 'node:timers/promises'
import { test } from '@japa/runner'
import RecordRunJob from '#queue/tests/support/jobs/record_run_job'
import IgnoreSignalJob from '#queue/tests/support/jobs/ignore_signal_job'
import { useChaosWorkers } from '#queue/tests/support/chaos/chaos_workers'
import { databaseOutage } from '#queue/tests/support/chaos/outage'
import { untilStatus } from '#queue/tests/support/job_runs'
import { happens, newKey } from '#queue/tests/support/workers'

const GRACE_S = 2

test.group('Chaos | dependents', (group) => {
  const start = useChaosWorkers(group)

  test('the dependents of a job are kept when its worker stops without PostgreSQL', async ({
    cleanup,
  }) => {
    const [first, next] = [newKey(), newKey()]
    const outage = await databaseOutage(cleanup)
    const worker = await start([`--grace=${GRACE_S}`], outage.env)
    const id = await IgnoreSignalJob.dispatch(
      { key: first, ms: 500 },
      { chain: [RecordRunJob.with({ key: next })] }
    )
    await happens(first, 'started')
    await outage.begin()
    worker.send('SIGTERM')
    // Now the worker has to release the job, which has ended, within five seconds.
    await wait(GRACE_S * 1000 + 500)
    await outage.end()
    await worker.exited()
    await start()

    await untilStatus(id, 'completed', 30_000)
    await happens(next, 'done')
  })
})
