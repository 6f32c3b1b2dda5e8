import { BaseTransformer } from '@adonisjs/core/transformers'
import { deviceOf } from '#http/account/device'
import type AccountEvent from '#models/account_event'

export default class AccountEventTransformer extends BaseTransformer<AccountEvent> {
  toObject() {
    const { impersonated, impersonationId, userAgent } = this.resource
    return {
      ...this.forApi(),
      device: deviceOf(userAgent),
      impersonated: impersonated ?? null,
      isByStaff: Boolean(impersonationId) && !impersonated,
    }
  }

  forApi() {
    const { id, kind, ipAddress, userAgent, createdAt } = this.resource
    return { id, kind, ipAddress, userAgent, createdAt: createdAt.toUTC().toISO()! }
  }
}
