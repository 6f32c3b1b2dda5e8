import { test } from '@japa/runner'
import { newKeys } from '#backups/encryption'
import { BackedUpApp } from '#backups/tests/support/backed_up_app'
import { eventually } from '#tests/support/eventually'
import { runBuilt, startWorkerWith } from '#tests/support/processes'

test.group('Scheduled backups', () => {
  test('a worker makes the backup of the schedule, and tells that a drill failed', async ({
    assert,
  }) => {
    await using app = await BackedUpApp.start()
    const { identity } = await newKeys()
    const env = { ...app.env, BACKUP_IDENTITY: identity }
    await using worker = await startWorkerWith(env)
    const run = (schedule: string) => runBuilt(['schedule:run', schedule], env)
    await eventually(() => run('back_up').catch(() => undefined))

    const made = await eventually(async () => {
      const all = JSON.parse(await runBuilt(['backup:list', '--json'], env))
      return all.find(({ manifest }: { manifest?: object }) => manifest)
    })
    assert.isTrue(made.manifest.isEncrypted)

    await run('try_backup')
    const alert = await eventually(async () => {
      const [found] = await app.query(
        "SELECT message FROM job_runs WHERE name = 'send_backup_alert'"
      )
      return found
    })
    const { what, reason } = alert.message.payload
    assert.equal(what, 'restore drill')
    assert.include(reason, 'The secret key does not read this backup')
    assert.isFalse(worker.hasEnded())
  })
})
