import { BaseTransformer } from '@adonisjs/core/transformers'
import type User from '#models/user'

export default class UserTransformer extends BaseTransformer<User> {
  toObject() {
    return this.pick(this.resource, [
      'id',
      'name',
      'email',
      'isConfirmed',
      'isBeingDeleted',
      'initials',
      'avatar',
      'locale',
      'theme',
    ])
  }

  forApi() {
    const { region, createdAt } = this.resource
    return {
      ...this.pick(this.resource, ['id', 'name', 'email', 'jobTitle']),
      locale: region.locale,
      timeZone: region.timeZone,
      createdAt: createdAt.toUTC().toISO()!,
    }
  }

  forProfile() {
    return this.pick(this.resource, ['name', 'jobTitle'])
  }

  forPreferences() {
    return this.pick(this.resource, [
      'locale',
      'country',
      'timeZone',
      'dateOrder',
      'firstDayOfWeek',
      'theme',
    ])
  }
}
