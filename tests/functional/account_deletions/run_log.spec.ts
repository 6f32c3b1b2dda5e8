import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { DateTime } from 'luxon'
import { UserFactory } from '#database/factories/user_factory'
import ForgetJobRuns from '#jobs/forget_job_runs'
import SendNewDeviceMail from '#jobs/send_new_device_mail'
import SendPasswordReset from '#jobs/send_password_reset'
import AccountDeletion from '#models/account_deletion'
import queue from '#queue/main'

test.group('Account deletions | run log', () => {
  test('encrypted jobs, and jobs that end after the erasure, leave the run log', async ({
    assert,
    db: rows,
  }) => {
    const [user, other] = await UserFactory.createMany(2)
    for (const { email } of [user, other]) await SendPasswordReset.dispatch({ email })
    await queue.drain()
    await user.merge({ deletesAt: DateTime.now().minus({ hours: 1 }) }).save()
    const device = { ipAddress: null, userAgent: null, loggedInAt: new Date().toISOString() }
    const late = await SendNewDeviceMail.dispatch({ userId: user.id, ...device }, { delay: '1h' })

    await AccountDeletion.erase(user.id)
    await queue.drain()
    await rows.assertHas('job_runs', { name: 'send_password_reset' }, 1)
    await rows.assertHas('job_runs', { id: late })

    await db.from('job_runs').where('id', late).update({ finished_at: new Date() })
    await ForgetJobRuns.dispatch({ runIds: [late] })
    const { failed } = await queue.drain()
    assert.isEmpty(failed)
    await rows.assertMissing('job_runs', { id: late })
  })
})
