import { test } from '@japa/runner'
import hash from '@adonisjs/core/services/hash'
import User from '#models/user'
import { runAce, runAceReading } from '#tests/support/ace'

test.group('The user commands', () => {
  test('a script gives the password on the standard input, with spaces at both ends', async ({
    assert,
  }) => {
    const email = `ada.${crypto.randomUUID()}@example.com`
    const create = ['user:create', email, '--name=Ada Byron', '--json']
    const created = await runAceReading('  kestrels over lisbon \n', ...create)
    const user = await User.findByOrFail('email', email)
    assert.equal(created.exitCode, 0)
    assert.deepEqual(JSON.parse(created.stdout), { id: user.id, email, name: 'Ada Byron' })
    assert.isTrue(await hash.verify(user.password!, '  kestrels over lisbon '))

    const changed = await runAceReading('herons over porto\r\n', 'user:password', email)
    assert.equal(changed.exitCode, 0)
    await user.refresh()
    assert.isTrue(await hash.verify(user.password!, 'herons over porto'))
  })

  test('a script without a password gets exit code 1 and a sentence', async ({ assert }) => {
    const email = `ada.${crypto.randomUUID()}@example.com`
    const { exitCode, output } = await runAce('user:create', email, '--name=Ada')

    assert.equal(exitCode, 1)
    assert.include(output, 'Missing password. Write it to the standard input of user:create')
    assert.isNull(await User.findBy({ email }))
  })

  test('a password that was written twice, or with other lines, is refused', async ({ assert }) => {
    const email = `ada.${crypto.randomUUID()}@example.com`
    const twice = 'kestrels over lisbon\nkestrels over lisbon\n'
    const { exitCode, output } = await runAceReading(twice, 'user:create', email, '--name=Ada')

    assert.equal(exitCode, 1)
    assert.include(output, 'The standard input has more than one line. Write only the password')
    assert.isNull(await User.findBy({ email }))
  })
})
