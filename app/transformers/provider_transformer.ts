import { BaseTransformer } from '@adonisjs/core/transformers'
import { PROVIDER_LABELS, type ProviderName } from '#config/social_log_in'

export default class ProviderTransformer extends BaseTransformer<ProviderName> {
  toObject() {
    return { name: this.resource, label: PROVIDER_LABELS[this.resource] as string }
  }
}
