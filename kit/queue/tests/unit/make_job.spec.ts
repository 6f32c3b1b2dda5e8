import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import { check, resolveConfig } from 'prettier'
import { createAce } from '#tests/support/ace'
import MakeJob from '../../commands/make_job.js'

/** The file that `make:job` writes. */
async function made(name: string, jobName: string) {
  const stubs = await app.stubs.create()
  const stub = await stubs.build('make/job.stub', { source: app.makePath('kit/queue/stubs') })
  return stub.prepare({ entity: app.generators.createEntity(name), jobName })
}

test.group('make:job', () => {
  test('the generated job is formatted', async ({ assert }) => {
    const { contents, destination } = await made('billing/charge-card', 'ChargeCard')
    assert.equal(destination, app.makePath('app/jobs/billing/charge_card.ts'))
    assert.match(contents, /^import .*\n\nexport default class ChargeCard extends Job/)
    assert.isTrue(
      await check(contents, { ...(await resolveConfig(destination)), filepath: destination })
    )
  })

  test('a name that is no valid class name is refused: {$self}')
    .with(['123', 'billing/3d_secure', '!', 'card/', 'job'])
    .run(async ({ assert }, name) => {
      const ace = await createAce(new URL('file:///nowhere/'))
      ace.ui.switchMode('raw')
      const command = await ace.create(MakeJob, [name])
      await command.exec()
      assert.equal(command.exitCode, 1)
      const [{ message }] = command.ui.logger.getLogs()
      assert.include(message, `"${name}" is not a valid job name`)
    })
})
