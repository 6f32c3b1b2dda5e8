import { test } from '@japa/runner'
import { parseName } from '#generators/parse_name'

const naming = { example: 'deliver_invitation', suffix: 'job', taken: ['job'] }

test.group('Generators | names', () => {
  test('{0} is read as {1}')
    .with([
      ['billing/charge-card', 'billing/charge_card', 'ChargeCard'],
      ['ChargeCard', 'charge_card', 'ChargeCard'],
      ['Billing/ChargeCardJob', 'billing/charge_card', 'ChargeCard'],
      ['charge card'.replace(' ', '_'), 'charge_card', 'ChargeCard'],
    ])
    .run(({ assert }, [given, path, pascal]) => {
      assert.containSubset(parseName(given, naming), { path, pascal })
    })

  test('{0} is refused with a better name')
    .with([
      ['', 'is an empty name. Give one such as deliver_invitation'],
      ['../x', 'is a path outside of the folder. Give one such as x'],
      ['/etc/passwd', 'is a path outside of the folder. Give one such as etc/passwd'],
      ['class', 'is a reserved word. Give one such as deliver_invitation'],
      ['Error', 'is a reserved word. Give one such as deliver_invitation'],
      ['job', 'is the name of a base class. Give one such as deliver_invitation'],
      ['3d_secure', 'is not a valid name. Give one such as d_secure'],
      ['two words', 'is not a valid name. Give one such as two_words'],
      ['card/', 'is not a valid name. Give one such as card'],
      ['envía_pedido', 'has letters that are not ASCII. Give one such as envia_pedido'],
      ['أرسل', 'has letters that are not ASCII. Give one such as deliver_invitation'],
      ['a'.repeat(200), 'is longer than 50 characters. Give one such as deliver_invitation'],
      ['a/b/c/d/e', 'has too many folders. Give one such as d/e'],
    ])
    .run(({ assert }, [given, message]) => {
      assert.throws(() => parseName(given, naming), message)
    })

  test('a path may be a word of the language', ({ assert }) => {
    const { path } = parseName('sessions/delete', { example: 'sessions/store', isPath: true })
    assert.equal(path, 'sessions/delete')
  })

  test('a command may have a namespace', ({ assert }) => {
    const { snake } = parseName('books:import', { example: 'books:import', hasNamespace: true })
    assert.equal(snake, 'books_import')
    assert.throws(() => parseName('books:import', naming), 'is not a valid name')
  })
})
