import { test } from '@japa/runner'
import { JobRegistry } from '#queue/registry/job_registry'
import RecordRunJob from '#queue/tests/support/jobs/record_run_job'
import BullQueuePackageJob from '#queue/tests/support/jobs/bull_queue_package_job'

function registryOf(modules: { [name: string]: object }) {
  const imports = Object.entries(modules).map(([name, module]) => [name, async () => module])
  return new JobRegistry(Object.fromEntries(imports))
}

test.group('Job registry', () => {
  test('the registry names the jobs of the app and those of @rlanz/bull-queue', async ({
    assert,
  }) => {
    const registry = registryOf({
      record: { default: RecordRunJob },
      old: { default: BullQueuePackageJob },
    })
    assert.equal(await registry.nameOf(RecordRunJob), 'record')
    assert.equal(await registry.nameOf(BullQueuePackageJob), 'old')
  })

  test('the error names a file that exports no job: {what}')
    .with([
      { what: 'nothing as its default', module: { help: () => 1 } },
      { what: 'a function', module: { default: () => 1 } },
      { what: 'another class', module: { default: class Helper {} } },
    ])
    .run(async ({ assert }, { module }) => {
      const registry = registryOf({
        'record': { default: RecordRunJob },
        'mail/helper': module,
        'other': module,
      })
      const error = await registry.names().catch((thrown) => thrown)
      assert.equal(error.code, 'E_INVALID_JOB_FILE')
      assert.equal(
        error.message,
        'The file app/jobs/mail/helper exports no job. Let its default export be a class that extends Job, or move it out of app/jobs'
      )
    })

  test('one class under two names is refused', async ({ assert }) => {
    const registry = registryOf({
      record: { default: RecordRunJob },
      again: { default: RecordRunJob },
    })
    await assert.rejects(
      () => registry.names(),
      /"record" and "again" stand for the same job class/
    )
  })
})
