import { BaseTransformer } from '@adonisjs/core/transformers'
import { PROVIDER_LABELS } from '#config/social_log_in'
import type SocialIdentity from '#models/social_identity'

export default class SocialIdentityTransformer extends BaseTransformer<SocialIdentity> {
  toObject() {
    const { id, provider, email, createdAt, lastUsedAt } = this.resource
    return {
      id,
      provider,
      label: PROVIDER_LABELS[provider] as string,
      email: email ?? undefined,
      createdAt: createdAt.toUTC().toISO()!,
      lastUsedAt: lastUsedAt?.toUTC().toISO() ?? undefined,
    }
  }
}
