import { BaseTransformer } from '@adonisjs/core/transformers'
import type { AccountSession } from '#http/account/account_sessions'
import { deviceOf } from '#http/account/device'

export default class BrowserSessionTransformer extends BaseTransformer<AccountSession> {
  toObject() {
    const { publicId, ipAddress, userAgent, isRemembered, isCurrent } = this.resource
    return {
      id: publicId,
      device: deviceOf(userAgent),
      ipAddress,
      isRemembered,
      isCurrent,
      firstSeenAt: this.resource.firstSeenAt.toISOString(),
      lastSeenAt: this.resource.lastSeenAt.toISOString(),
    }
  }
}
