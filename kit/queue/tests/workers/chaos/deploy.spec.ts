import { test } from '@japa/runner'
import vine from '@vinejs/vine'
import queue from '#queue/main'
import { useChaosWorkers } from '#queue/tests/support/chaos/chaos_workers'
import { eventually } from '#tests/support/eventually'
import UnknownToOldReleaseJob from '#queue/tests/support/jobs/unknown_to_old_release_job'
import { tracesOf } from '#queue/tests/support/jobs/trace'
import { jobRun, untilStatus } from '#queue/tests/support/job_runs'
import { newKey } from '#queue/tests/support/workers'

test.group('Chaos | A rolling deploy', (group) => {
  const start = useChaosWorkers(group)

  test('a job that the old release does not know is run by the new one, once', async ({
    assert,
  }) => {
    queue.registry.add({
      'test/unknown_to_old_release_job': () =>
        import('#queue/tests/support/jobs/unknown_to_old_release_job'),
    })
    const key = newKey()
    const old = await start()
    const id = await UnknownToOldReleaseJob.dispatch({ key })
    await eventually(async () => old.output.includes('is unknown to this release'))
    const next = await start([], { TEST_RELEASE: 'next' })
    old.send('SIGTERM')
    assert.equal(await old.exited(), 0)

    const { attempt } = await untilStatus(id, 'completed', 30_000)
    assert.equal(attempt, 1)
    assert.deepEqual(await tracesOf(key), ['done'])
    assert.notInclude(old.output, 'completed in')
    await eventually(async () => next.output.includes('test/unknown_to_old_release_job'))
  })

  test('a payload that the old release refuses is run by the new one, at its first attempt', async ({
    assert,
    cleanup,
  }) => {
    const { default: ChangeSchemaJob } = await import('#queue/tests/support/jobs/change_schema_job')
    const { schema } = ChangeSchemaJob
    cleanup(() => void (ChangeSchemaJob.schema = schema))
    ChangeSchemaJob.schema = vine.create({ key: vine.string(), title: vine.string() }) as never
    const key = newKey()
    const old = await start()
    const id = await ChangeSchemaJob.dispatch({ key, title: 'Dr' })
    await eventually(async () =>
      old.output.includes('has a payload that only the dispatching release accepts')
    )
    await eventually(async () => {
      const { status, attempt, reason } = await jobRun(id)
      return status === 'waiting' && attempt === 1 && reason === 'other schema'
    })
    old.send('SIGTERM')
    await old.exited()
    await start([], { TEST_RELEASE: 'next' })

    const { attempt } = await untilStatus(id, 'completed', 30_000)
    assert.equal(attempt, 1)
    assert.deepEqual(await tracesOf(key), ['greeted'])
  })
})
