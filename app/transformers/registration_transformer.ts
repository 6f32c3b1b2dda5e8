import { BaseTransformer } from '@adonisjs/core/transformers'
import { PROVIDER_LABELS } from '#config/social_log_in'
import type Registration from '#models/registration'

export default class RegistrationTransformer extends BaseTransformer<Registration> {
  toObject() {
    const createdAt = this.resource.createdAt.toUTC().toISO()!
    const { socialIdentity } = this.resource
    const provider = socialIdentity
      ? (PROVIDER_LABELS[socialIdentity.provider] as string)
      : undefined
    return { ...this.pick(this.resource, ['id', 'name', 'email']), createdAt, provider }
  }
}
