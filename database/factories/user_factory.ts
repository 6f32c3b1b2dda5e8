import { DateTime } from 'luxon'
import factory from '@adonisjs/lucid/factories'
import User from '#models/user'

/**
 * A confirmed account. Its password is "secret-password".
 */
export const UserFactory = factory
  .define(User, () => ({
    name: 'Ada Lovelace',
    email: `ada.${crypto.randomUUID()}@example.com`,
    password: 'secret-password',
    emailConfirmedAt: DateTime.now(),
  }))
  .state('unconfirmed', (user) => {
    user.emailConfirmedAt = null
    user.confirmationKey = crypto.randomUUID()
  })
  .state('disabled', (user) => {
    user.disabledAt = DateTime.now()
  })
  .build()
