import router from '@adonisjs/core/services/router'
import type { HttpContext } from '@adonisjs/core/http'
import { test } from '@japa/runner'
import { UserFactory } from '#database/factories/user_factory'
import { middleware } from '#start/kernel'

const HOST = 'taken-value.localhost'

/** Writes an address that an account has already. The first one has the field in its form, the other has not. */
router
  .group(() => {
    const save = async ({ request }: HttpContext) => {
      await UserFactory.merge({ email: request.input('email') ?? request.input('other') }).create()
    }
    router.post('taken-values', save).as('taken_values.store').use(middleware.access('everyone'))
  })
  .domain(HOST)

test.group('Taken value', (group) => {
  let email: string
  group.each.setup(async () => {
    const user = await UserFactory.create()
    email = user.email
  })

  test('a value that a unique index refuses is an error of its field', async ({
    assert,
    client,
  }) => {
    const response = await client
      .post('/taken-values')
      .header('host', HOST)
      .form({ email })
      .withCsrfToken()
      .redirects(0)

    response.assertStatus(302)
    assert.deepEqual(response.flashMessage('inputErrorsBag'), {
      email: ['This e-mail address is already taken.'],
    })
  })

  test('a program gets a problem with the field and the rule', async ({ client }) => {
    const response = await client
      .post('/taken-values')
      .header('host', HOST)
      .json({ email })
      .accept('json')
      .withCsrfToken()

    response.assertStatus(422)
    response.assertBodyContains({
      errors: [
        {
          field: 'email',
          rule: 'database.unique',
          message: 'This e-mail address is already taken.',
        },
      ],
    })
  })

  test('a value that is in no field of the form is an error of the app', async ({ client }) => {
    const response = await client
      .post('/taken-values')
      .header('host', HOST)
      .form({ other: email })
      .withCsrfToken()
      .redirects(0)

    response.assertStatus(500)
  })
})
