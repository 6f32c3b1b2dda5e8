import { test } from '@japa/runner'
import { ticksOf, useSchedulers } from '#queue/tests/support/ledger'
import { SchedulerProcess } from '#queue/tests/support/scheduler_process'
import { happens } from '#queue/tests/support/workers'

test.group('Schedules | Workers', (group) => {
  useSchedulers(group)

  const listen = (...flags: string[]) =>
    new SchedulerProcess([{ name: 'each', every: '1s' }], ['queue:listen', ...flags])

  test('a worker fires schedules and runs their jobs', async ({ assert, cleanup }) => {
    const worker = listen()
    cleanup(() => void worker.end())
    await happens('each', 'done')

    assert.equal(await worker.end('SIGTERM'), 0)
    const [tick] = await ticksOf('each')
    assert.equal(tick.status, 'ran')
  })

  test('a worker with --no-schedules fires no schedule', async ({ assert, cleanup }) => {
    const worker = listen('--no-schedules')
    cleanup(() => void worker.end())
    await worker.says('Listening on')
    await new Promise((resolve) => setTimeout(resolve, 1500))

    assert.isEmpty(await ticksOf('each'))
  })
})
