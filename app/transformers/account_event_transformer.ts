import { BaseTransformer } from '@adonisjs/core/transformers'
import { deviceOf } from '#http/account/device'
import type AccountEvent from '#models/account_event'
import type { EventDetails } from '#models/account_event'

export default class AccountEventTransformer extends BaseTransformer<AccountEvent> {
  toObject() {
    const { details, impersonated, impersonationId, userAgent } = this.resource
    return {
      ...this.forApi(),
      device: deviceOf(userAgent),
      details: details && textsOf(details),
      impersonated: impersonated ?? null,
      isByStaff: Boolean(impersonationId) && !impersonated,
    }
  }

  forApi() {
    const { id, kind, ipAddress, userAgent, createdAt } = this.resource
    return { id, kind, ipAddress, userAgent, createdAt: createdAt.toUTC().toISO()! }
  }
}

/** Values as settings:list writes them. */
function textsOf({ setting, from, to }: EventDetails) {
  return { setting, from: JSON.stringify(from), to: JSON.stringify(to) }
}
