import { BaseTransformer } from '@adonisjs/core/transformers'
import type Passkey from '#models/passkey'

export default class PasskeyTransformer extends BaseTransformer<Passkey> {
  toObject() {
    const { id, name, createdAt, lastUsedAt } = this.resource
    return {
      id,
      name,
      createdAt: createdAt.toUTC().toISO()!,
      lastUsedAt: lastUsedAt?.toUTC().toISO() ?? undefined,
    }
  }
}
