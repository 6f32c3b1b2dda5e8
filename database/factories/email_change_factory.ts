import { DateTime } from 'luxon'
import factory from '@adonisjs/lucid/factories'
import { UserFactory } from '#database/factories/user_factory'
import EmailChange from '#models/email_change'

/**
 * A change that waits for its confirmation, without a link: create one with `issueLink()`.
 */
export const EmailChangeFactory = factory
  .define(EmailChange, () => ({
    id: crypto.randomUUID(),
    formerEmail: `old.${crypto.randomUUID()}@example.com`,
    email: `new.${crypto.randomUUID()}@example.com`,
    expiresAt: DateTime.now().plus({ hours: 24 }),
  }))
  .relation('user', () => UserFactory)
  .state('confirmed', (change) => {
    change.confirmedAt = DateTime.now()
  })
  .build()
