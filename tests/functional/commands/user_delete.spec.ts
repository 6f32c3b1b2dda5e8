import { test } from '@japa/runner'
import ace from '@adonisjs/core/services/ace'
import { UserFactory } from '#database/factories/user_factory'
import SendAccountDeletionMail from '#jobs/send_account_deletion_mail'
import queue from '#queue/main'
import UserDelete from '../../../commands/user_delete.ts'

async function run(args: string[], answer?: string) {
  ace.ui.switchMode('raw')
  const command = await ace.create(UserDelete, args)
  if (answer) command.prompt.trap('E-mail address').replyWith(answer)
  const before = [process.stdin.isTTY, process.stdout.isTTY]
  for (const stream of [process.stdin, process.stdout]) stream.isTTY = Boolean(answer)
  await command.exec()
  ;[process.stdin.isTTY, process.stdout.isTTY] = before

  const lines = command.ui.logger.getLogs().map(({ message }) => message)
  command.ui.logger.flushLogs()
  const text = lines.map((line) => line.replace(/^\[ .*? \] /, '')).join('\n')
  return { exitCode: command.exitCode ?? 0, text }
}

test.group('Commands | user:delete', () => {
  test('user:delete starts a deletion that the owner can undo, and the owner gets a mail', async ({
    assert,
    db: rows,
  }) => {
    using fake = queue.fake()
    const user = await UserFactory.create()
    const { exitCode, text } = await run([user.email.toUpperCase(), '--json'])

    assert.equal(exitCode, 0)
    await user.refresh()
    assert.closeTo(user.deletesAt!.diffNow('days').days, 14, 0.1)
    const deletesAt = user.deletesAt!.toMillis()
    const printed = JSON.parse(text)
    assert.containSubset(printed, { id: user.id, email: user.email })
    assert.equal(Date.parse(printed.deletesAt), deletesAt)
    const event = { user_id: user.id, kind: 'deletion_ordered', ip_address: null }
    await rows.assertHas('account_events', event, 1)
    fake.assertDispatched(SendAccountDeletionMail, { userId: user.id })
  })

  test('a second user:delete keeps the day of the deletion', async ({ assert, db: rows }) => {
    const user = await UserFactory.create()
    const first = await run([user.email])
    const second = await run([user.email])

    assert.match(first.text, /^ada\..+@example\.com will be deleted on \d{4}-\d\d-\d\d$/)
    assert.equal(second.exitCode, 0)
    await rows.assertHas('account_events', { user_id: user.id, kind: 'deletion_ordered' }, 1)
  })

  test('user:delete asks for a missing address on a terminal', async ({ assert }) => {
    const user = await UserFactory.create()
    const { exitCode } = await run([], user.email)

    assert.equal(exitCode, 0)
    await user.refresh()
    assert.isTrue(user.isBeingDeleted)
  })

  test('user:delete names a missing and an unknown address, with exit code 1', async ({
    assert,
  }) => {
    const missing = await run([])
    assert.equal(missing.exitCode, 1)
    assert.match(missing.text, /^Missing <email>\. /)
    const unknown = await run(['nobody@example.com'])
    assert.equal(unknown.exitCode, 1)
    assert.equal(unknown.text, 'No account has the address nobody@example.com')
  })
})
