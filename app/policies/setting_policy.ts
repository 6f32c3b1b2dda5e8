import { BasePolicy } from '@adonisjs/bouncer'
import settings, { type SettingName } from '#settings'
import type User from '#models/user'

/** The settings of the whole app. Each one names the permission that changes it. */
export default class SettingPolicy extends BasePolicy {
  list(user: User) {
    return user.may('settings.view')
  }

  /** Any of them. */
  async edit(user: User) {
    const allowed = await Promise.all(settings.names.map((name) => this.#mayChange(user, name)))
    return allowed.includes(true)
  }

  async update(user: User, names: SettingName[]) {
    const allowed = await Promise.all(names.map((name) => this.#mayChange(user, name)))
    return allowed.every(Boolean)
  }

  async #mayChange(user: User, name: SettingName) {
    const { permission } = settings.definitions[name]
    return permission ? user.may(permission) : false
  }
}
