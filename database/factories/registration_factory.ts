import { DateTime } from 'luxon'
import hash from '@adonisjs/core/services/hash'
import factory from '@adonisjs/lucid/factories'
import Registration from '#models/registration'

/**
 * A pending sign-up. Its password is "secret-password".
 */
export const RegistrationFactory = factory
  .define(Registration, async () => ({
    name: 'Ada Lovelace',
    email: `ada.${crypto.randomUUID()}@example.com`,
    password: await hash.make('secret-password'),
    expiresAt: DateTime.now().plus({ hours: 72 }),
  }))
  .state('expired', (registration) => {
    registration.expiresAt = DateTime.now().minus({ minutes: 1 })
  })
  .build()
