import { BaseTransformer } from '@adonisjs/core/transformers'
import type AccessToken from '#models/access_token'

export default class AccessTokenTransformer extends BaseTransformer<AccessToken> {
  toObject() {
    const { id, name, abilityList, isExpired, createdAt, lastUsedAt, expiresAt } = this.resource
    return {
      id,
      name,
      abilities: abilityList,
      isExpired,
      createdAt: createdAt.toUTC().toISO()!,
      lastUsedAt: lastUsedAt?.toUTC().toISO() ?? undefined,
      expiresAt: expiresAt?.toUTC().toISO() ?? undefined,
    }
  }
}
