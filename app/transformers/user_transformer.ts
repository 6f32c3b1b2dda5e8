import { BaseTransformer } from '@adonisjs/core/transformers'
import type User from '#models/user'

export default class UserTransformer extends BaseTransformer<User> {
  toObject() {
    return this.pick(this.resource, ['id', 'name', 'email', 'initials', 'avatar', 'locale'])
  }

  forProfile() {
    return this.pick(this.resource, ['name', 'jobTitle'])
  }

  forPreferences() {
    return this.pick(this.resource, ['locale', 'timeZone', 'dateOrder', 'firstDayOfWeek'])
  }
}
