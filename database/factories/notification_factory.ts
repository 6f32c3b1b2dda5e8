import factory from '@adonisjs/lucid/factories'
import { UserFactory } from '#database/factories/user_factory'
import Notification from '#models/notification'

export const NotificationFactory = factory
  .define(Notification, () => ({ kind: 'password_changed', data: {} }))
  .relation('user', () => UserFactory)
  .build()
