import { BaseTransformer } from '@adonisjs/core/transformers'
import type Registration from '#models/registration'

export default class RegistrationTransformer extends BaseTransformer<Registration> {
  toObject() {
    const createdAt = this.resource.createdAt.toUTC().toISO()!
    return { ...this.pick(this.resource, ['id', 'name', 'email']), createdAt }
  }
}
