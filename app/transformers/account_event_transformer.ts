import { BaseTransformer } from '@adonisjs/core/transformers'
import { deviceOf } from '#http/account/device'
import type { AccountEventRow } from '#models/account_event'

export default class AccountEventTransformer extends BaseTransformer<AccountEventRow> {
  toObject() {
    const { id, kind, ip_address: ipAddress, user_agent: userAgent } = this.resource
    const createdAt = this.resource.created_at.toISOString()
    return { id, kind, ipAddress, userAgent, device: deviceOf(userAgent), createdAt }
  }

  forApi() {
    const { id, kind, ip_address: ipAddress, user_agent: userAgent } = this.resource
    return { id, kind, ipAddress, userAgent, createdAt: this.resource.created_at.toISOString() }
  }
}
